package com.aimatrix.model.preprocessing;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Problem;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitted;
import com.aimatrix.transform.fitting.Fitter;
import com.aimatrix.transform.fitting.NotFittable;
import com.aimatrix.transform.function.Transformer;
import com.aimatrix.transform.function.Transformers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Computes one {@link DerivedInput} for the rows of a table. Thread-safe. */
final class Derivation {

    private final DerivedInput derived;
    private final Transformer transformer;
    private final List<Input> outputs;

    /** @throws IllegalArgumentException when it cannot be computed from columns of these kinds */
    Derivation(DerivedInput derived, List<Input> columns) {
        this.derived = derived;
        List<com.aimatrix.transform.Input> inputs = inputs(derived, columns);
        check(derived, inputs);
        this.transformer = Transformers.of(derived.transformation(), inputs, derived.fitted(), null);
        this.outputs = outputs(derived, inputs);
        for (Input output : outputs) {
            if (columns.stream().anyMatch(column -> column.name().equals(output.name()))) {
                throw new IllegalArgumentException(
                        "the preprocessing makes %s, which is there already".formatted(output.name()));
            }
        }
    }

    /** Each takes columns and what those before it make. */
    static List<Derivation> all(List<DerivedInput> derived, List<Input> columns) {
        List<Input> known = new ArrayList<>(columns);
        List<Derivation> all = new ArrayList<>();
        for (DerivedInput each : derived) {
            var derivation = new Derivation(each, known);
            known.addAll(derivation.outputs);
            all.add(derivation);
        }
        return all;
    }

    List<Input> outputs() {
        return outputs;
    }

    private static List<Input> outputs(DerivedInput derived, List<com.aimatrix.transform.Input> inputs) {
        RowFunction function = derived.transformation();
        Kind kind = function.outputKind(inputs);
        if (kind != Kind.LIST) {
            return List.of(
                    new Input(derived.name(), kind == Kind.TEXT ? FeatureKind.CATEGORICAL : FeatureKind.NUMERIC));
        }
        return IntStream.range(0, function.outputLength(inputs))
                .mapToObj(i -> new Input("%s[%d]".formatted(derived.name(), i), FeatureKind.NUMERIC))
                .toList();
    }

    /**
     * The same input with the parameters that the rows of a table give.
     *
     * @throws IllegalArgumentException when it cannot be computed from these columns, or the rows say nothing
     */
    static DerivedInput fit(DerivedInput derived, Table training) {
        List<com.aimatrix.transform.Input> inputs = inputs(derived, training.inputs());
        check(derived, inputs);
        if (!derived.transformation().needsFit()) {
            return derived.with(null);
        }
        Fitter fitter = Fitter.of(derived.transformation());
        try {
            rows(derived, training).forEach(fitter::add);
            Fitted fitted = fitter.finish();
            return derived.with(fitted);
        } catch (NotFittable e) {
            throw new IllegalArgumentException(
                    "the preprocessing of %s cannot be fitted: %s".formatted(derived.name(), e.getMessage()), e);
        }
    }

    private static List<com.aimatrix.transform.Input> inputs(DerivedInput derived, List<Input> columns) {
        return derived.dependencies().stream()
                .map(name -> columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .map(column -> new com.aimatrix.transform.Input(
                                name.substring(name.lastIndexOf(':') + 1),
                                column.kind() == FeatureKind.NUMERIC ? Kind.NUMBER : Kind.TEXT))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the preprocessing of %s takes %s, which is no column before it"
                                        .formatted(derived.name(), name))))
                .toList();
    }

    private static void check(DerivedInput derived, List<com.aimatrix.transform.Input> inputs) {
        RowFunction function = derived.transformation();
        List<Problem> problems = function.problems(inputs);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the preprocessing of %s: %s %s"
                    .formatted(
                            derived.name(),
                            problems.get(0).field(),
                            problems.get(0).message()));
        }
        if (function instanceof Embedding embedding && embedding.method() == Embedding.Method.ENCODER) {
            throw new IllegalArgumentException(
                    "the preprocessing of %s: registered encoders belong to features; define it there"
                            .formatted(derived.name()));
        }
    }

    /** The table with what this makes as further columns: one, or of a list one per number. */
    Table addTo(Table table) {
        Object[] values = rows(derived, table).map(transformer::apply).toArray();
        if (outputs.get(0).kind() == FeatureKind.CATEGORICAL) {
            Object texts = Arrays.copyOf(values, values.length, String[].class);
            return table.with(outputs, List.of(texts));
        }
        if (!outputs.get(0).name().equals(derived.name())) {
            List<Object> columns = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                int at = i;
                columns.add(Arrays.stream(values)
                        .mapToDouble(list -> element(list, at))
                        .toArray());
            }
            return table.with(outputs, columns);
        }
        return table.with(
                outputs,
                List.of(Arrays.stream(values).mapToDouble(Derivation::number).toArray()));
    }

    private static Stream<Object[]> rows(DerivedInput derived, Table table) {
        Object[] columns =
                derived.dependencies().stream().map(name -> table.column(name)).toArray();
        return IntStream.range(0, table.rows()).mapToObj(row -> {
            Object[] values = new Object[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[i] instanceof double[] numbers ? boxed(numbers[row]) : ((String[]) columns[i])[row];
            }
            return values;
        });
    }

    private static Double boxed(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }

    private static double number(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value == null ? Double.NaN : ((Number) value).doubleValue();
    }

    private static double element(Object list, int index) {
        if (list == null) {
            return Double.NaN;
        }
        return list instanceof float[] vector ? vector[index] : number(((List<?>) list).get(index));
    }
}
