package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParquetTableTest {

    private final JsonMapper json = new JsonMapper();

    @TempDir
    private Path folder;

    private Path file(String select) throws SQLException {
        Path file = folder.resolve("table.parquet");
        try (var duck = DuckDb.open(folder)) {
            duck.execute("copy (%s) to %s (format parquet)".formatted(select, DuckDb.literal(file.toString())));
        }
        return file;
    }

    @Test
    void eachTypeBecomesTheJsonThatAProducerWouldSend() throws SQLException {
        Path file = file("""
                select true as truth, 7::tinyint as tiny, 9223372036854775807 as big, 18446744073709551615::ubigint as unsigned,
                    1.5::float as single, 0.1::double as double, 12.50::decimal(10, 2) as exact, 'ä' as text,
                    'ab'::blob as bytes, timestamp '2011-04-01 12:00:00.123456' as at,
                    timestamptz '2011-04-01 14:00:00+02' as zoned, date '2011-04-01' as day, [1, 2] as list,
                    ['ab'::blob] as blobs, [timestamp '2011-04-01 12:00:00'] as times, {'a': 1, 'b': [true]} as object,
                    map {'k': 1.5} as map, 'nan'::double as nothing, ['inf'::double] as endless, null::int as none
                """);
        ParquetTable.Description table = ParquetTable.describe(file);
        assertThat(table.rows()).isEqualTo(1);
        try (TableReader rows = ParquetTable.read(file, table.columns(), 0, json)) {
            assertThat(rows.next())
                    .extracting(value -> value == null ? null : value.toString())
                    .containsExactly(
                            "true",
                            "7",
                            "9223372036854775807",
                            "18446744073709551615",
                            "1.5",
                            "0.1",
                            "12.50",
                            "\"ä\"",
                            "\"YWI=\"",
                            "\"2011-04-01T12:00:00.123456Z\"",
                            "\"2011-04-01T12:00:00.000000Z\"",
                            "\"2011-04-01T00:00:00.000000Z\"",
                            "[1,2]",
                            "[\"YWI=\"]",
                            "[\"2011-04-01T12:00:00.000000Z\"]",
                            "{\"a\":1,\"b\":[true]}",
                            "{\"k\":1.5}",
                            "\"NaN\"",
                            "\"[Infinity]\"",
                            null);
            assertThat(rows.next()).isNull();
        }
    }

    @Test
    void rowsAreReadFromAnyOneOnInTheirOrder() throws SQLException {
        Path file = file("select range as n from range(300000)");
        try (TableReader rows =
                ParquetTable.read(file, Arrays.asList(null, new TableColumn("n", "BIGINT")), 199_999, json)) {
            long expected = 199_999;
            for (JsonNode[] row = rows.next(); row != null; row = rows.next()) {
                assertThat(row[0]).isNull();
                assertThat(row[1].longValue()).isEqualTo(expected++);
            }
            assertThat(expected).isEqualTo(300_000);
        }
    }

    @Test
    void aFileThatIsCutOffOrBrokenInsideIsRefusedWithItsReason() throws SQLException, IOException {
        Path file = file("select range as n, hash(range) as h from range(100000)");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(file, "expected Parquet: Invalid Input Error: No magic bytes found at end of file");
        byte[] broken = whole.clone();
        Arrays.fill(broken, whole.length / 4, whole.length / 4 + 2_000, (byte) 0x55);
        Files.write(file, broken);
        assertRefused(file, "expected Parquet");
        Files.writeString(file, "a,b\n1,2\n");
        assertRefused(file, "expected Parquet");
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() throws SQLException, IOException {
        Path file = file("select 1 as column_a, {'column_a': 2} as inner, 3 as column_b");
        assertThat(ParquetTable.describe(file).columns()).hasSize(3);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("column_b", "COLUMN_A"), StandardCharsets.ISO_8859_1);
        assertRefused(file, "the column COLUMN_A stands twice");
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> ParquetTable.describe(file))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void duckDbTouchesNothingButWhatItWasOpenedFor() throws SQLException, IOException {
        Path open = file("select 1 as n");
        Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
        try (var duck = DuckDb.open(open)) {
            duck.execute("select * from read_parquet(%s)".formatted(DuckDb.literal(open.toString())));
            for (String sql : List.of(
                    "select * from read_csv(%s)".formatted(DuckDb.literal(secret.toString())),
                    "select * from read_text('/etc/hostname')",
                    "select * from read_parquet('http://127.0.0.1:1/table.parquet')",
                    "copy (select 1) to %s"
                            .formatted(DuckDb.literal(folder.resolve("new.csv").toString())),
                    "attach %s"
                            .formatted(DuckDb.literal(folder.resolve("new.db").toString())),
                    "install httpfs",
                    "load httpfs",
                    "set enable_external_access = true",
                    "set allowed_directories = ['/']",
                    "set memory_limit = '100GB'")) {
                assertThatThrownBy(() -> duck.execute(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }
}
