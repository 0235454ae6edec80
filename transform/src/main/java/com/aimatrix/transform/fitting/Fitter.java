package com.aimatrix.transform.fitting;

import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Normalize;
import com.aimatrix.transform.RowFunction;

/** Learns the parameters of a function from rows. Not thread-safe. */
public abstract sealed class Fitter permits NumberFitter, VectorFitter {

    private long rows;

    Fitter() {}

    /**
     * A fitter that has seen no row.
     *
     * @param function one that needs a fit and has no problems
     */
    public static Fitter of(RowFunction function) {
        if (function instanceof Normalize normalize && normalize.needsFit()) {
            return new ScaleFitter(normalize.method());
        }
        if (function instanceof Bin bin && bin.needsFit()) {
            return new EdgeFitter(bin.method(), bin.bins());
        }
        if (function instanceof Embedding embedding && embedding.needsFit()) {
            return new VectorFitter(embedding.dimension(), embedding.seedOrZero());
        }
        throw new IllegalArgumentException("there is nothing to fit in " + function);
    }

    /**
     * Takes a row. One that lacks an input, or has a number that is not finite, is skipped.
     *
     * @param inputs in the order of the function's inputs and of their kinds
     * @throws NotFittable when there are more categories, or pairs of category and context, than are counted
     * @throws IllegalArgumentException when an input is of another kind
     */
    public final void add(Object[] inputs) {
        if (take(inputs)) {
            rows++;
        }
    }

    /** Takes a row; false when it is skipped. */
    abstract boolean take(Object[] inputs);

    /** Rows taken so far, without those skipped. */
    public final long rows() {
        return rows;
    }

    /**
     * What the rows say.
     *
     * @throws NotFittable when they say nothing
     */
    public abstract Fitted finish();
}
