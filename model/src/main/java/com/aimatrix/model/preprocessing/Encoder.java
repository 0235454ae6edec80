package com.aimatrix.model.preprocessing;

import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies a {@link Preprocessing} to rows. Thread-safe. */
public final class Encoder {

    private final Preprocessing preprocessing;
    private final List<Derivation> derivations;
    private final List<Map<String, Integer>> indexByValue = new ArrayList<>();

    /**
     * @param inputs of the rows
     * @throws IllegalArgumentException when a derived input cannot be computed from them
     */
    public Encoder(List<Input> inputs, Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        this.derivations = Derivation.all(preprocessing.derived(), inputs);
        for (CategoricalInput input : preprocessing.categorical()) {
            Map<String, Integer> index = new HashMap<>();
            for (String value : input.values()) {
                index.put(value, index.size() + 1);
            }
            indexByValue.add(index);
        }
    }

    /**
     * Encodes a table that has every input by name.
     *
     * @throws IllegalArgumentException when a column is missing or of the wrong kind
     */
    public EncodedRows encode(Table given) {
        Table table = given;
        for (Derivation each : derivations) {
            table = each.addTo(table);
        }
        int rows = table.rows();
        int width = preprocessing.numericWidth();
        int categoricals = preprocessing.categorical().size();
        float[] numeric = new float[Math.multiplyExact(rows, width)];
        int[] indices = new int[Math.multiplyExact(rows, categoricals)];
        int column = 0;
        int indicator = preprocessing.numeric().size();
        for (NumericInput input : preprocessing.numeric()) {
            int at = input.missingIndicator() ? indicator++ : -1;
            encode(input, table.numeric(input.name()), numeric, width, column++, at);
        }
        for (int i = 0; i < categoricals; i++) {
            String[] values =
                    table.categorical(preprocessing.categorical().get(i).name());
            Map<String, Integer> index = indexByValue.get(i);
            for (int r = 0; r < rows; r++) {
                indices[r * categoricals + i] = values[r] == null ? 0 : index.getOrDefault(values[r], 0);
            }
        }
        return new EncodedRows(rows, width, categoricals, numeric, indices);
    }

    private void encode(NumericInput input, double[] values, float[] target, int width, int column, int indicator) {
        double clip = preprocessing.clip();
        for (int r = 0; r < values.length; r++) {
            boolean missing = Double.isNaN(values[r]);
            double standardised = (values[r] - input.mean()) / input.stddev();
            target[r * width + column] = missing ? 0 : (float) Math.max(-clip, Math.min(clip, standardised));
            if (indicator >= 0) {
                target[r * width + indicator] = missing ? 1 : 0;
            }
        }
    }
}
