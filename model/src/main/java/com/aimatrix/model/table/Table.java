package com.aimatrix.model.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows by column. A numeric column is a {@code double[]} in which NaN is null and all else is finite; a categorical one
 * is a {@code String[]} in which null is null; so is the empty text, which training sets as CSV do not tell apart.
 */
public final class Table {

    private final List<Input> inputs;
    private final List<Object> columns;
    private final int rows;

    private Table(List<Input> inputs, List<Object> columns, int rows) {
        this.inputs = List.copyOf(inputs);
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    /**
     * A table over columns that are already there; they are not copied.
     *
     * @param columns {@code double[]} or {@code String[]} per input, all of {@code rows} elements
     */
    public static Table ofColumns(List<Input> inputs, List<Object> columns, int rows) {
        if (inputs.size() != columns.size()) {
            throw new IllegalArgumentException(inputs.size() + " inputs but " + columns.size() + " columns");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Object column = columns.get(i);
            int length = inputs.get(i).kind() == FeatureKind.NUMERIC
                    ? ((double[]) column).length
                    : ((String[]) column).length;
            if (length != rows) {
                throw new IllegalArgumentException(
                        "column " + inputs.get(i).name() + " has " + length + " rows, expected " + rows);
            }
        }
        return new Table(inputs, columns, rows);
    }

    /**
     * A table from rows as they come in requests.
     *
     * @param rows values in the order of the inputs: numbers or booleans (1 and 0) for numeric ones, text, numbers or
     *     booleans (as they print) for categorical ones, or null
     * @throws InvalidRowException when a row is too short or long, or a value is of the wrong kind or not finite
     */
    public static Table ofRows(List<Input> inputs, List<Object[]> rows) {
        List<Object> columns = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            columns.add(input.kind() == FeatureKind.NUMERIC ? new double[rows.size()] : new String[rows.size()]);
        }
        for (int r = 0; r < rows.size(); r++) {
            Object[] row = rows.get(r);
            if (row.length != inputs.size()) {
                throw new InvalidRowException(
                        r, null, "row " + r + " has " + row.length + " values, expected " + inputs.size());
            }
            for (int i = 0; i < row.length; i++) {
                if (inputs.get(i).kind() == FeatureKind.NUMERIC) {
                    ((double[]) columns.get(i))[r] =
                            number(row[i], r, inputs.get(i).name());
                } else {
                    ((String[]) columns.get(i))[r] =
                            text(row[i], r, inputs.get(i).name());
                }
            }
        }
        return new Table(inputs, columns, rows.size());
    }

    private static double number(Object value, int row, String input) {
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new InvalidRowException(
                row, input, "row " + row + ": " + input + " must be a finite number or null, found " + shown(value));
    }

    private static String text(Object value, int row, String input) {
        if (value == null || "".equals(value)) {
            return null;
        }
        if (value instanceof String) {
            return (String) value;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidRowException(
                row, input, "row " + row + ": " + input + " must be text or null, found " + shown(value));
    }

    private static String shown(Object value) {
        String text = value instanceof CharSequence ? "'" + value + "'" : String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    public int rows() {
        return rows;
    }

    public List<Input> inputs() {
        return inputs;
    }

    /** The values of a numeric input; NaN is null. Not a copy. */
    public double[] numeric(String name) {
        return (double[]) column(name, FeatureKind.NUMERIC);
    }

    /** The values of a categorical input. Not a copy. */
    public String[] categorical(String name) {
        return (String[]) column(name, FeatureKind.CATEGORICAL);
    }

    private Object column(String name, FeatureKind kind) {
        Object column = column(name);
        if (column instanceof double[] != (kind == FeatureKind.NUMERIC)) {
            throw new IllegalArgumentException("column " + name + " is not " + kind);
        }
        return column;
    }

    /** The values of an input, {@code double[]} or {@code String[]}. Not a copy. */
    public Object column(String name) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).name().equals(name)) {
                return columns.get(i);
            }
        }
        throw new IllegalArgumentException("no column " + name);
    }

    /** The same rows with further columns, which are not copied. */
    public Table with(List<Input> moreInputs, List<Object> moreColumns) {
        List<Input> allInputs = new ArrayList<>(inputs);
        allInputs.addAll(moreInputs);
        List<Object> allColumns = new ArrayList<>(columns);
        allColumns.addAll(moreColumns);
        return ofColumns(allInputs, allColumns, rows);
    }

    /** The columns of these inputs, in their order; not copied. */
    public Table project(List<Input> wanted) {
        List<Object> projected =
                wanted.stream().map(input -> column(input.name(), input.kind())).toList();
        return new Table(wanted, projected, rows);
    }

    /** The rows at these positions, in this order, as a new table. */
    public Table select(int[] positions) {
        List<Object> selected = new ArrayList<>(columns.size());
        for (Object column : columns) {
            if (column instanceof double[] numbers) {
                double[] values = new double[positions.length];
                for (int i = 0; i < positions.length; i++) {
                    values[i] = numbers[positions[i]];
                }
                selected.add(values);
            } else {
                String[] texts = (String[]) column;
                String[] values = new String[positions.length];
                for (int i = 0; i < positions.length; i++) {
                    values[i] = texts[positions[i]];
                }
                selected.add(values);
            }
        }
        return new Table(inputs, selected, positions.length);
    }
}
