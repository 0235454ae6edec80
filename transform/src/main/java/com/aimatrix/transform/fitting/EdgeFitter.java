package com.aimatrix.transform.fitting;

import com.aimatrix.transform.Bin.Method;
import com.aimatrix.transform.fitting.Fitted.Edges;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Inner edges of bins as numpy gives them: of {@code linspace} from the least to the greatest value, or of {@code
 * quantile} with linear interpolation. Edges that are equal to another, or to the least or the greatest value, are left
 * out, as {@code pandas.qcut} does with {@code duplicates='drop'}.
 */
final class EdgeFitter extends NumberFitter {

    private final Method method;
    private final int bins;
    private final Sample sample;

    EdgeFitter(Method method, int bins) {
        this.method = method;
        this.bins = bins;
        this.sample = method == Method.QUANTILES ? new Sample(Sample.MOST) : null;
    }

    @Override
    void take(double value) {
        if (sample != null) {
            sample.add(value);
        }
    }

    @Override
    Fitted fitted(double least, double greatest) {
        if (method == Method.EQUAL_WIDTH) {
            double step = (greatest - least) / bins;
            return edges(least, greatest, i -> i * step + least);
        }
        double[] sorted = sample.sorted();
        double step = 1.0 / bins;
        return edges(least, greatest, i -> quantile(sorted, i * step));
    }

    private Edges edges(double least, double greatest, DoubleUnaryOperator edge) {
        List<Double> inner = new ArrayList<>();
        double last = least;
        for (int i = 1; i < bins; i++) {
            double next = edge.applyAsDouble(i);
            if (next > last && next < greatest) {
                inner.add(next);
                last = next;
            }
        }
        return new Edges(inner);
    }

    /** By linear interpolation; from the nearer neighbour, as numpy does. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        double part = place - below;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        double span = high - low;
        return part < 0.5 ? low + span * part : high - span * (1 - part);
    }
}
