package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.regex.Pattern;

/** What an alias may be called: nothing that is read as a number of a version or as the newest one. */
final class AliasName {

    static final String LATEST = "latest";

    private static final int LONGEST = 255;
    private static final Pattern RULE = Pattern.compile("[\\w\\-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION = Pattern.compile("[vV]\\d+");

    private AliasName() {}

    /** The name itself; 400 with the rule when it does not fit. */
    static String checked(String alias) {
        if (!RULE.matcher(alias).matches()) {
            throw ApiProblem.badField(
                    "alias",
                    "Invalid alias name: '%s'. Names may only contain alphanumerics, underscores (_), and dashes (-)."
                            .formatted(alias));
        }
        Texts.requireLength("alias", alias, LONGEST);
        if (LATEST.equalsIgnoreCase(alias)) {
            throw ApiProblem.badField("alias", "'latest' alias name (case insensitive) is reserved.");
        }
        if (VERSION.matcher(alias).matches()) {
            throw ApiProblem.badField("alias", "Version alias name '%s' is reserved.".formatted(alias));
        }
        return alias;
    }
}
