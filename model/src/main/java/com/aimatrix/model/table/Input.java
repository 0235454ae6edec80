package com.aimatrix.model.table;

/**
 * An input of a model.
 *
 * @param nullable whether nulls were among the training rows; a null is taken (and imputed) in either case
 */
public record Input(String name, FeatureKind kind, boolean nullable) {

    /** An input whose nulls are not yet counted. */
    public Input(String name, FeatureKind kind) {
        this(name, kind, true);
    }
}
