package com.aimatrix.transform.fitting;

import com.aimatrix.transform.Normalize.Method;
import com.aimatrix.transform.fitting.Fitted.Scale;

/**
 * Mean and population standard deviation, or least value and span. A column that does not vary scales by 1, and so does
 * one whose variance is within the error of its computation, by the bound that scikit-learn's {@code StandardScaler}
 * uses.
 */
final class ScaleFitter extends NumberFitter {

    /** Of a double: the gap between 1 and the next number. */
    private static final double EPSILON = 0x1p-52;

    private final Method method;
    private final Moments moments = new Moments();

    ScaleFitter(Method method) {
        this.method = method;
    }

    @Override
    void take(double value) {
        moments.add(value);
    }

    @Override
    Fitted fitted(double least, double greatest) {
        if (method == Method.MIN_MAX) {
            return new Scale(least, greatest > least ? greatest - least : 1);
        }
        double mean = moments.mean();
        double variance = moments.variance();
        if (!Double.isFinite(mean) || !Double.isFinite(variance)) {
            throw new NotFittable("the numbers from %s to %s are too large".formatted(least, greatest));
        }
        double meanError = rows() * mean * EPSILON;
        boolean constant = variance <= rows() * EPSILON * variance + meanError * meanError;
        return new Scale(mean, constant ? 1 : Math.sqrt(variance));
    }
}
