package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.definition.FieldType;
import com.aimatrix.feature.definition.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

class TextValuesTest {

    private final TextValues values = new TextValues(new JsonMapper());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "BOOL|True|true",
                "BOOL|yes|\"yes\"",
                "INT32|-7|-7",
                "INT64|9223372036854775807|9223372036854775807",
                "INT64|92233720368547758070|92233720368547758070",
                "INT64|007|7",
                "DOUBLE|.5|0.5",
                "DOUBLE|1e3|1000.0",
                "DOUBLE|NaN|\"NaN\"",
                "DOUBLE|0x10|\"0x10\"",
                "FLOAT|+1.5|1.5",
                "STRING|1.5|\"1.5\"",
                "BYTES|YWI=|\"YWI=\"",
                "UNIX_TIMESTAMP|1301659200|1301659200",
                "UNIX_TIMESTAMP|2011-04-01 12:00:00|\"2011-04-01T12:00:00Z\"",
                "INT64_LIST|[1, 2]|[1,2]",
                "VECTOR|[0.5,1]|[0.5,1]",
                "MAP|{\"a\": 1}|{\"a\":1}",
                "MAP|{\"a\": |\"{\\\"a\\\":\""
            })
    void textOfAFeatureBecomesAValueOfItsTypeOrStaysText(ValueType type, String text, String json) {
        assertThat(values.of(type, StringNode.valueOf(text))).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 12, 12",
        "NUMBER, 1.50, 1.5",
        "NUMBER, wet, '\"wet\"'",
        "BOOLEAN, FALSE, false",
        "STRING, 12, '\"12\"'",
        "TIMESTAMP, 2011-04-01, '\"2011-04-01T00:00:00Z\"'"
    })
    void textOfAFieldBecomesAValueOfItsType(FieldType type, String text, String json) {
        assertThat(values.of(type, StringNode.valueOf(text))).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource({"BIGINT, 12, 12", "DOUBLE, 12.5, 12.5", "BOOLEAN, true, true", "VARCHAR, 12, '\"12\"'"})
    void textThatNothingIsSaidOfIsWhatItsColumnIs(String type, String text, String json) {
        assertThat(values.of(new TableColumn("any", type), StringNode.valueOf(text)))
                .hasToString(json);
    }
}
