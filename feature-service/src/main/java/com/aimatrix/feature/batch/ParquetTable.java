package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Parquet file, read one row after the other. */
final class ParquetTable implements TableReader {

    private final JsonMapper json;
    private final ParquetColumn[] columns;
    private final DuckDb duck;
    private final Statement statement;
    private final ResultSet rows;

    private ParquetTable(JsonMapper json, ParquetColumn[] columns, DuckDb duck, Statement statement, ResultSet rows) {
        this.json = json;
        this.columns = columns;
        this.duck = duck;
        this.statement = statement;
        this.rows = rows;
    }

    /** What a Parquet file holds. */
    record Description(List<TableColumn> columns, long rows) {}

    /**
     * Looks at every value of a file, so that what is taken here can be read later.
     *
     * @throws ApiProblem 400 that says why it is no such file
     */
    static Description describe(Path file) {
        try (var duck = DuckDb.open(file);
                Statement statement = duck.connection().createStatement()) {
            checkNames(statement, file);
            var columns = new ArrayList<TableColumn>();
            try (ResultSet rs = statement.executeQuery("describe select * from %s".formatted(table(file)))) {
                while (rs.next()) {
                    columns.add(new TableColumn(rs.getString("column_name"), rs.getString("column_type")));
                }
            }
            try (ResultSet rs = statement.executeQuery(
                    "select count(*), bit_xor(hash(*columns(*))) from %s".formatted(table(file)))) {
                rs.next();
                return new Description(columns, rs.getLong(1));
            }
        } catch (SQLException e) {
            throw ApiProblem.badField("body", "expected Parquet: " + reason(e, file));
        }
    }

    /** DuckDB does not tell upper and lower case apart, and would give a name that stands twice another one. */
    private static void checkNames(Statement statement, Path file) throws SQLException {
        var seen = new TreeSet<String>();
        String schema = "select name, num_children from parquet_schema(%s)".formatted(literal(file));
        try (ResultSet rs = statement.executeQuery(schema)) {
            for (int left = rs.next() ? rs.getInt(2) : 0; left > 0 && rs.next(); left--) {
                String name = rs.getString(1);
                if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                    throw ApiProblem.badField(
                            "body", "the column %s stands twice (upper and lower case are the same)".formatted(name));
                }
                passOver(rs, rs.getInt(2));
            }
        }
        TableColumn.checkNumber(seen.size());
    }

    private static void passOver(ResultSet schema, int children) throws SQLException {
        for (int left = children; left > 0 && schema.next(); left--) {
            passOver(schema, schema.getInt(2));
        }
    }

    /** Reads columns from a row on; a null column reads null. */
    static TableReader read(Path file, List<TableColumn> columns, long from, JsonMapper json) {
        ParquetColumn[] forms = columns.stream()
                .map(each -> each == null ? ParquetColumn.TEXT : ParquetColumn.of(each.type()))
                .toArray(ParquetColumn[]::new);
        String selected = IntStream.range(0, forms.length)
                .mapToObj(i -> columns.get(i) == null
                        ? "null"
                        : forms[i].select(columns.get(i).name()))
                .collect(Collectors.joining(", "));
        try {
            var duck = DuckDb.open(file);
            try {
                Statement statement = duck.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery("select %s from %s offset %d".formatted(selected, table(file), from));
                return new ParquetTable(json, forms, duck, statement, rows);
            } catch (SQLException e) {
                duck.close();
                throw e;
            }
        } catch (SQLException e) {
            throw unreadable(reason(e, file));
        }
    }

    @Override
    public JsonNode[] next() {
        try {
            if (!rows.next()) {
                return null;
            }
            JsonNode[] values = new JsonNode[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[i].read(rows, i + 1, json);
            }
            return values;
        } catch (SQLException e) {
            throw unreadable(DuckDb.reason(e));
        }
    }

    private static ApiProblem unreadable(String reason) {
        return ApiProblem.badField("upload", "the table cannot be read: " + reason);
    }

    private static String table(Path file) {
        return "read_parquet(%s, hive_partitioning = false)".formatted(literal(file));
    }

    private static String literal(Path file) {
        return DuckDb.literal(file.toString());
    }

    /** Where the file lies is nobody's business. */
    private static String reason(SQLException failure, Path file) {
        return DuckDb.reason(failure).replace(file.toString(), "the file");
    }

    @Override
    public void close() {
        try (duck;
                statement) {
            rows.close();
        } catch (SQLException e) {
            throw unreadable(DuckDb.reason(e));
        }
    }
}
