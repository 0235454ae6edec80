package com.aimatrix.model.mlp;

import com.aimatrix.model.preprocessing.EncodedRows;

/** Encoded rows and the label of each, 0 or 1. */
public record LabelledRows(EncodedRows rows, double[] labels) {

    public LabelledRows {
        if (rows.rows() != labels.length || labels.length == 0) {
            throw new IllegalArgumentException(
                    rows.rows() + " rows with " + labels.length + " labels; expected as many, and at least one");
        }
    }
}
