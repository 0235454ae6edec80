package com.aimatrix.training.worker;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import com.aimatrix.model.training.LabelledTable;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gathers CSV records column by column. */
final class RowCollector {

    private final List<Input> inputs;
    private final WorkerTask.Data data;
    private final List<Object> columns = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private double[] labels = new double[1024];
    private Instant[] times = new Instant[1024];
    private int rows;
    private int unlabelled;
    private String file;
    private int[] positions;
    private int labelPosition;
    private int timePosition;

    RowCollector(List<Input> inputs, WorkerTask.Data data) {
        this.inputs = inputs;
        this.data = data;
        for (Input input : inputs) {
            columns.add(input.kind() == FeatureKind.NUMERIC ? new double[1024] : new String[1024]);
        }
    }

    /** The next record is the header of this file. */
    void startFile(String name) {
        file = name;
        positions = null;
    }

    void add(CsvRecord fields) {
        if (positions == null) {
            readHeader(fields.getFields());
            return;
        }
        String label = fields.getField(labelPosition);
        if (label.isEmpty()) {
            unlabelled++;
            return;
        }
        makeRoom();
        labels[rows] = label(label, fields);
        times[rows] = time(fields.getField(timePosition), fields);
        for (int i = 0; i < positions.length; i++) {
            String value = fields.getField(positions[i]);
            if (columns.get(i) instanceof double[] numbers) {
                numbers[rows] = number(value, i, fields);
            } else {
                ((String[]) columns.get(i))[rows] = value.isEmpty() ? null : texts.computeIfAbsent(value, v -> v);
            }
        }
        rows++;
    }

    private void readHeader(List<String> header) {
        labelPosition = position(header, data.label());
        timePosition = position(header, data.time());
        positions = inputs.stream()
                .mapToInt(input -> position(header, data.column(input.name())))
                .toArray();
    }

    private int position(List<String> header, String name) {
        int position = header.indexOf(name);
        if (position < 0) {
            throw new InvalidDataException(file + " has no column " + name + "; it has " + header);
        }
        return position;
    }

    private double label(String value, CsvRecord record) {
        return switch (value) {
            case "0", "0.0", "false" -> 0;
            case "1", "1.0", "true" -> 1;
            default -> throw wrong(record, data.label(), "0, 1, true, false or empty", value);
        };
    }

    private double number(String value, int input, CsvRecord record) {
        if (value.isEmpty()) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            if (value.equals("true") || value.equals("false")) {
                return value.equals("true") ? 1 : 0;
            }
        }
        throw wrong(record, data.column(inputs.get(input).name()), "a finite number or empty", value);
    }

    private Instant time(String value, CsvRecord record) {
        try {
            return value.endsWith("Z")
                    ? Instant.parse(value)
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw wrong(record, data.time(), "a time such as 2011-03-01T07:30:00Z", value);
        }
    }

    private InvalidDataException wrong(CsvRecord record, String column, String expected, String found) {
        return new InvalidDataException(file + ", line " + record.getStartingLineNumber() + ", column " + column
                + ": expected " + expected + ", found '" + found + "'");
    }

    private void makeRoom() {
        if (rows < labels.length) {
            return;
        }
        int size = rows * 2;
        labels = Arrays.copyOf(labels, size);
        times = Arrays.copyOf(times, size);
        columns.replaceAll(column ->
                column instanceof double[] n ? Arrays.copyOf(n, size) : Arrays.copyOf((String[]) column, size));
    }

    int unlabelled() {
        return unlabelled;
    }

    /** What was gathered, in order of time; rows of one time stay in the order of the files. */
    LabelledTable rows() {
        List<Object> full = new ArrayList<>();
        for (Object column : columns) {
            full.add(column instanceof double[] n ? Arrays.copyOf(n, rows) : Arrays.copyOf((String[]) column, rows));
        }
        LabelledTable table = new LabelledTable(
                Table.ofColumns(inputs, full, rows), Arrays.copyOf(labels, rows), Arrays.copyOf(times, rows));
        if (IntStream.range(1, rows).noneMatch(i -> times[i].isBefore(times[i - 1]))) {
            return table;
        }
        return table.select(IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray());
    }
}
