package com.aimatrix.feature.offline;

import com.aimatrix.feature.batch.DuckDb;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.offline.TrainingSetPlan.FileColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes parts of a training set as one Parquet file with typed columns. */
final class ParquetFile {

    private static final String WRITE = """
            copy (select %s from read_csv(%s, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
                allow_quoted_nulls = false, auto_detect = false, parallel = false, columns = {%s}))
            to %s (format parquet, compression zstd)
            """;

    private ParquetFile() {}

    /** @param parts CSV without header */
    static void write(Path file, List<Path> parts, List<FileColumn> columns) throws IOException {
        try (var duck = DuckDb.open(places(file, parts))) {
            duck.execute(
                    parts.isEmpty()
                            ? empty(file, columns)
                            : WRITE.formatted(
                                    columns.stream().map(ParquetFile::select).collect(Collectors.joining(", ")),
                                    parts.stream()
                                            .map(part -> DuckDb.literal(part.toString()))
                                            .collect(Collectors.joining(", ", "[", "]")),
                                    columns.stream()
                                            .map(each -> DuckDb.literal(each.name()) + ": "
                                                    + DuckDb.literal(read(each.type())))
                                            .collect(Collectors.joining(", ")),
                                    DuckDb.literal(file.toString())));
        } catch (SQLException e) {
            throw new IOException("the Parquet file cannot be written: " + e.getMessage(), e);
        }
    }

    /** The file is written under another name first, so its folder is needed. */
    private static Path[] places(Path file, List<Path> parts) {
        return Stream.concat(Stream.of(file.getParent()), parts.stream()).toArray(Path[]::new);
    }

    private static String empty(Path file, List<FileColumn> columns) {
        String nothing = columns.stream()
                .map(each -> "null::%s as %s".formatted(type(each.type()), DuckDb.identifier(each.name())))
                .collect(Collectors.joining(", "));
        return "copy (select %s where false) to %s (format parquet)"
                .formatted(nothing, DuckDb.literal(file.toString()));
    }

    private static String select(FileColumn column) {
        String name = DuckDb.identifier(column.name());
        String read = read(column.type());
        String type = type(column.type());
        if (column.type() == ValueType.BYTES) {
            return "from_base64(%s) as %s".formatted(name, name);
        }
        return read.equals(type) ? name : "cast(%s as json)::%s as %s".formatted(name, type, name);
    }

    /** How the text of a CSV field is read. */
    private static String read(ValueType type) {
        if (type == null) {
            return "TIMESTAMPTZ";
        }
        return type.isNumeric() ? type(type) : "VARCHAR";
    }

    private static String type(ValueType type) {
        if (type == null) {
            return "TIMESTAMPTZ";
        }
        if (type.isList()) {
            return type(type.element()) + "[]";
        }
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case INT32 -> "INTEGER";
            case INT64, UNIX_TIMESTAMP -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case VECTOR -> "FLOAT[]";
            case BYTES -> "BLOB";
            // A map stays the JSON text that it is.
            default -> "VARCHAR";
        };
    }
}
