package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class RowTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2011-04-01T12:00:00Z, 2011-04-01T12:00:00Z",
        "2011-04-01T12:00:00.123456Z, 2011-04-01T12:00:00.123456Z",
        "2011-04-01T14:30:00+02:30, 2011-04-01T12:00:00Z",
        "2011-04-01 12:00:00, 2011-04-01T12:00:00Z",
        "2011-04-01 12:00:00.5+00, 2011-04-01T12:00:00.5Z",
        "2011-04-01 13:00:00+01, 2011-04-01T12:00:00Z",
        "2011-04-01T12:00, 2011-04-01T12:00:00Z",
        "2011-04-01, 2011-04-01T00:00:00Z"
    })
    void aTimeMayBeWrittenAsTablesWriteIt(String text, String time) {
        assertThat(RowTimes.parse(text)).isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2011-02-30",
                "2011-04-01T",
                "2011-04-01T25:00:00Z",
                "1301659200",
                "infinity",
                "2011-04-01X12:00"
            })
    void whatIsNoTimeIsNull(String text) {
        assertThat(RowTimes.parse(text)).isNull();
    }

    @Test
    void aNestedValueIsNoTime() {
        assertThat(RowTimes.of(null)).isNull();
        assertThat(RowTimes.of(JsonNodeFactory.instance.arrayNode().add("2011-04-01")))
                .isNull();
        assertThat(RowTimes.of(JsonNodeFactory.instance.stringNode("2011-04-01")))
                .isNotNull();
    }
}
