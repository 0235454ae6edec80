package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Inclusive limits that a number is brought into; null is no limit. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Clip(Double min, Double max) {

    public double apply(double value) {
        double raised = min == null ? value : Math.max(min, value);
        return max == null ? raised : Math.min(max, raised);
    }
}
