package com.aimatrix.transform.function;

import java.util.Arrays;
import java.util.List;

/** The number of the bin of a value: how many edges are at most the value. */
final class BinNumber implements Transformer {

    private final double[] edges;
    private final boolean categorical;

    BinNumber(List<Double> edges, boolean categorical) {
        this.edges = edges.stream().mapToDouble(Double::doubleValue).toArray();
        this.categorical = categorical;
    }

    @Override
    public Object apply(Object[] inputs) {
        Double value = Inputs.number(inputs[0]);
        if (value == null) {
            return null;
        }
        // Adding 0 makes -0 a 0, which binarySearch tells apart.
        int found = Arrays.binarySearch(edges, value + 0.0);
        long bin = found >= 0 ? found + 1 : -found - 1;
        return categorical ? String.valueOf(bin) : (Object) bin;
    }
}
