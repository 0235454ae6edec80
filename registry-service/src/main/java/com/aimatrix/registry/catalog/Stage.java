package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;

/** Where a version is in its life. */
public enum Stage {
    NONE("None"),
    STAGING("Staging"),
    PRODUCTION("Production"),
    ARCHIVED("Archived");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** As the contracts and the database spell it. */
    public String label() {
        return label;
    }

    /** The stage that a promotion may ask for; 400 for any other. */
    public static Stage promotable(String label) {
        if (STAGING.label.equals(label)) {
            return STAGING;
        }
        if (PRODUCTION.label.equals(label)) {
            return PRODUCTION;
        }
        throw ApiProblem.badField("stage", "expected Staging or Production, got " + label);
    }
}
