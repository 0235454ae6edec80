package com.aimatrix.model.preprocessing;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The fitted rules, as they stand in {@code model.json}.
 *
 * @param clip standardised numbers are cut to {@code [-clip, clip]}, so that one wild value cannot run the network away
 * @param derived computed first, in this order; each gives one input by its name, or of a list {@code name[0]}, {@code name[1]}, ..
 * @param numeric those of the row and derived ones that the network takes
 */
public record Preprocessing(
        double clip, List<DerivedInput> derived, List<NumericInput> numeric, List<CategoricalInput> categorical) {

    private static final double CLIP_STDDEVS = 10;

    public Preprocessing {
        derived = derived == null ? List.of() : List.copyOf(derived);
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
    }

    /**
     * Fits on training rows, and on nothing else.
     *
     * @throws IllegalArgumentException when a derived input cannot be computed from these rows
     */
    public static Preprocessing fit(Table training, PreprocessingSettings settings) {
        List<DerivedInput> derived = new ArrayList<>();
        Table table = training;
        for (DerivedInput each : settings.derived()) {
            DerivedInput fitted = Derivation.fit(each, table);
            derived.add(fitted);
            table = new Derivation(fitted, table.inputs()).addTo(table);
        }
        List<NumericInput> numeric = new ArrayList<>();
        List<CategoricalInput> categorical = new ArrayList<>();
        for (Input input : table.inputs()) {
            if (settings.dropped().contains(input.name())) {
                continue;
            }
            if (input.kind() == FeatureKind.NUMERIC) {
                numeric.add(NumericInput.fit(input.name(), table.numeric(input.name())));
            } else {
                categorical.add(CategoricalInput.fit(input.name(), table.categorical(input.name()), settings));
            }
        }
        if (numeric.isEmpty() && categorical.isEmpty()) {
            throw new IllegalArgumentException("the preprocessing drops every input; the network would take nothing");
        }
        return new Preprocessing(CLIP_STDDEVS, derived, numeric, categorical);
    }

    /**
     * What there is when everything is computed from rows of these inputs.
     *
     * @throws IllegalArgumentException when something cannot be computed from them
     */
    public List<Input> columns(List<Input> inputs) {
        List<Input> columns = new ArrayList<>(inputs);
        Derivation.all(derived, inputs).forEach(each -> columns.addAll(each.outputs()));
        return columns;
    }

    /** Columns of the numeric matrix: one per numeric input, then one per missing indicator. */
    public int numericWidth() {
        return numeric.size()
                + (int) numeric.stream().filter(NumericInput::missingIndicator).count();
    }

    /** Columns of the first layer's input: numeric ones, then the embeddings. */
    public int inputWidth() {
        return numericWidth()
                + categorical.stream().mapToInt(CategoricalInput::embeddingSize).sum();
    }
}
