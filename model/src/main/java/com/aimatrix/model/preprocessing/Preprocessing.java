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
 */
public record Preprocessing(double clip, List<NumericInput> numeric, List<CategoricalInput> categorical) {

    private static final double CLIP_STDDEVS = 10;

    public Preprocessing {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
    }

    /** Fits on training rows, and on nothing else. */
    public static Preprocessing fit(Table training, PreprocessingSettings settings) {
        List<NumericInput> numeric = new ArrayList<>();
        List<CategoricalInput> categorical = new ArrayList<>();
        for (Input input : training.inputs()) {
            if (input.kind() == FeatureKind.NUMERIC) {
                numeric.add(NumericInput.fit(input.name(), training.numeric(input.name())));
            } else {
                categorical.add(CategoricalInput.fit(input.name(), training.categorical(input.name()), settings));
            }
        }
        return new Preprocessing(CLIP_STDDEVS, numeric, categorical);
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
