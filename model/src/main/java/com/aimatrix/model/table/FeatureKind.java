package com.aimatrix.model.table;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of an input are. */
public enum FeatureKind {
    /** Finite numbers. */
    @JsonProperty("numeric")
    NUMERIC,
    /** Text compared for equality. */
    @JsonProperty("categorical")
    CATEGORICAL
}
