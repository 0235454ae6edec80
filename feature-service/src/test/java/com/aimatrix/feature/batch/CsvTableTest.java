package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CsvTableTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("table.csv"), bytes);
    }

    @Test
    void aColumnIsWhatAllItsValuesAre() throws IOException {
        CsvTable.Description table = CsvTable.describe(file("""
                whole,number,truth,text,code,mixed,none
                1,1.5,true,a,007,1,
                -20,2,False,"b ""c\""",010,x,
                ,1e3,,,,,
                """));
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.columns())
                .extracting(TableColumn::type)
                .containsExactly("BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR");
    }

    @Test
    void rowsAreReadFromAnyOneOn() throws IOException {
        Path file = file("\uFEFFa,b\r\n1,\"x\ny\"\r\n\r\n2,\r\n3,\"\"\r\n");
        assertThat(CsvTable.describe(file).rows()).isEqualTo(3);
        try (TableReader rows = CsvTable.read(file, Arrays.asList("b", null, "a"), 0)) {
            assertThat(rows.next()).extracting(CsvTableTest::text).containsExactly("x\ny", null, "1");
            assertThat(rows.next()).extracting(CsvTableTest::text).containsExactly(null, null, "2");
            assertThat(rows.next()).extracting(CsvTableTest::text).containsExactly("", null, "3");
            assertThat(rows.next()).isNull();
        }
        try (TableReader rows = CsvTable.read(file, List.of("a"), 2)) {
            assertThat(rows.next()).extracting(CsvTableTest::text).containsExactly("3");
            assertThat(rows.next()).isNull();
        }
    }

    private static String text(JsonNode value) {
        return value == null ? null : value.stringValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|expected a header",
                "1,2.5\\n3,4\\n|expected a header",
                "2011-04-01 12:00:00,true\\n|expected a header",
                "a,b,a\\n1,2,3\\n|the column a stands twice",
                "a,,c\\n1,2,3\\n|column 2 has no name",
                "a,b\\n1,2\\n3\\n|row 2 has 1 fields, the header has 2",
                "a,b\\n1,2,3\\n|row 1 has 3 fields, the header has 2",
                "a,b\\n1,2\\n1,\"2\"x\\n|expected CSV behind row 1: Unexpected character after closing quote"
            })
    void whatIsNoTableIsRefusedWithItsPlace(String text, String reason) throws IOException {
        Path file = file(text.replace("\\n", "\n"));
        assertThatThrownBy(() -> CsvTable.describe(file))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Path file = file("name\nMünchen\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvTable.describe(file))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("expected UTF-8");
    }
}
