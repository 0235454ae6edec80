package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.Arrays;
import java.util.Optional;

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

    /** Whether the policy gate decides on it. */
    public boolean isGated() {
        return this == STAGING || this == PRODUCTION;
    }

    /** The stage of a label, however it is capitalized. */
    public static Optional<Stage> of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equalsIgnoreCase(label))
                .findFirst();
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
