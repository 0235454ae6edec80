package com.aimatrix.transform.fitting;

import com.aimatrix.transform.Values;

/** Learns from one number a row. */
abstract sealed class NumberFitter extends Fitter permits ScaleFitter, EdgeFitter {

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    @Override
    final boolean take(Object[] inputs) {
        Object input = Values.normal(inputs[0]);
        if (input == null) {
            return false;
        }
        if (!(input instanceof Number number)) {
            throw new IllegalArgumentException("expected a number, got " + input);
        }
        double value = number.doubleValue();
        min = Math.min(min, value);
        max = Math.max(max, value);
        take(value);
        return true;
    }

    abstract void take(double value);

    @Override
    public final Fitted finish() {
        if (rows() == 0) {
            throw new NotFittable("expected at least one row with a number, got none");
        }
        if (Double.isInfinite(max - min)) {
            throw new NotFittable("the numbers from %s to %s lie too far apart".formatted(min, max));
        }
        return fitted(min, max);
    }

    /** What the numbers say, of which there is at least one. */
    abstract Fitted fitted(double least, double greatest);
}
