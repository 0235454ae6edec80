package com.aimatrix.transform.function;

import com.aimatrix.transform.Values;

/**
 * The logarithm of a number plus an offset.
 *
 * @param base null is e
 */
record Logarithm(double offset, Double base) implements Transformer {

    @Override
    public Object apply(Object[] inputs) {
        Double value = Inputs.number(inputs[0]);
        if (value == null || !(value + offset > 0)) {
            return null;
        }
        return Values.finite(log(value + offset));
    }

    private double log(double value) {
        if (base == null) {
            return Math.log(value);
        }
        return base == 10 ? Math.log10(value) : Math.log(value) / Math.log(base);
    }
}
