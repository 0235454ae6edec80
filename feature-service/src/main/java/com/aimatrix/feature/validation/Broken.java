package com.aimatrix.feature.validation;

import java.util.List;

/**
 * A rule that a value broke.
 *
 * @param feature whose rule it is
 * @param check the word of the rule
 * @param message what was expected and what came
 */
public record Broken(String feature, String check, Policy policy, String message) {

    /** The strictest policy of several broken rules, or null when there are none. */
    public static Policy strictest(List<Broken> broken) {
        Policy strictest = null;
        for (Broken each : broken) {
            strictest = strictest == null || each.policy().compareTo(strictest) > 0 ? each.policy() : strictest;
        }
        return strictest;
    }

    /** Those with a policy. */
    public static List<Broken> with(Policy policy, List<Broken> broken) {
        return broken.stream().filter(each -> each.policy() == policy).toList();
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(feature, message);
    }
}
