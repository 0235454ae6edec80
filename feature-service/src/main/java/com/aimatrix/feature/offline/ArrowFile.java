package com.aimatrix.feature.offline;

import com.aimatrix.feature.batch.CsvRows;
import com.aimatrix.feature.batch.RowTimes;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.offline.TrainingSetPlan.FileColumn;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import tools.jackson.core.io.NumberInput;

/**
 * Writes parts of a training set as one Arrow file (IPC file format), a record batch per ten thousand rows. Lists, maps and
 * vectors are JSON text.
 */
final class ArrowFile {

    private static final int ROWS_PER_BATCH = 10_000;

    private final VectorSchemaRoot root;
    private final ArrowOut out;
    private int row;

    private ArrowFile(VectorSchemaRoot root, ArrowOut out) {
        this.root = root;
        this.out = out;
    }

    /** @param parts CSV without header */
    static void write(Path file, List<Path> parts, List<FileColumn> columns) throws IOException {
        var schema = new Schema(columns.stream()
                .map(each -> Field.nullable(each.name(), type(each.type())))
                .toList());
        try (var allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var out = new ArrowOut(channel, schema);
            var arrow = new ArrowFile(root, out);
            for (Path part : parts) {
                arrow.write(part);
            }
            arrow.flush();
            out.end();
        }
    }

    private void write(Path part) throws IOException {
        try (Reader text = Files.newBufferedReader(part);
                CsvReader<String[]> rows = CsvRows.read(text)) {
            for (String[] fields : rows) {
                for (int i = 0; i < fields.length; i++) {
                    if (fields[i] != null) {
                        set(root.getVector(i), fields[i]);
                    }
                }
                if (++row == ROWS_PER_BATCH) {
                    flush();
                }
            }
        }
    }

    private void flush() throws IOException {
        if (row > 0) {
            root.setRowCount(row);
            out.write(root);
            root.clear();
            row = 0;
        }
    }

    private void set(FieldVector vector, String text) {
        if (vector instanceof Float8Vector doubles) {
            doubles.setSafe(row, NumberInput.parseDouble(text, true));
        } else if (vector instanceof BigIntVector longs) {
            longs.setSafe(row, Long.parseLong(text));
        } else if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof Float4Vector floats) {
            floats.setSafe(row, Float.parseFloat(text));
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(row, Integer.parseInt(text));
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(row, Boolean.parseBoolean(text) ? 1 : 0);
        } else {
            ((TimeStampMilliTZVector) vector).setSafe(row, RowTimes.parse(text).toEpochMilli());
        }
    }

    private static ArrowType type(ValueType type) {
        if (type == null) {
            return new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
        }
        return switch (type) {
            case BOOL -> new ArrowType.Bool();
            case INT32 -> new ArrowType.Int(32, true);
            case INT64, UNIX_TIMESTAMP -> new ArrowType.Int(64, true);
            case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            default -> new ArrowType.Utf8();
        };
    }
}
