package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.regex.Pattern;

/** What a model may be called; the name is a path segment, a Kafka key and a metric tag. */
public final class ModelName {

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private ModelName() {}

    /** The name itself; 400 with the rule when it does not fit. */
    public static String checked(String name) {
        if (!RULE.matcher(name).matches()) {
            throw ApiProblem.badField(
                    "model",
                    "expected 1 to 100 letters, digits, '.', '_' or '-' that begin with a letter or digit, got '%s'"
                            .formatted(name));
        }
        return name;
    }
}
