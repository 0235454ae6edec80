package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A semantic version: three numbers of at most six digits. */
record Semver(int major, int minor, int patch) {

    static final Semver FIRST = new Semver(1, 0, 0);

    private static final Pattern RULE = Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");

    /** 400 when it is none. */
    static Semver of(String text) {
        Matcher parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw ApiProblem.badField(
                    "semver",
                    "expected a semantic version of three numbers of at most six digits such as 1.2.0, got '%s'"
                            .formatted(text));
        }
        return new Semver(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /** One number that orders it, as the database has it. */
    long order() {
        return (major * 1_000_000L + minor) * 1_000_000L + patch;
    }

    /** What comes after it, by how much changed. */
    Semver next(Change change) {
        return switch (change) {
            case INCOMPATIBLE -> new Semver(major + 1, 0, 0);
            case TRAINED_ANEW -> new Semver(major, minor + 1, 0);
            case SAME_FILES -> new Semver(major, minor, patch + 1);
        };
    }

    /** How a version differs from the one before it. */
    enum Change {
        /** Callers of the one before may not be able to call it. */
        INCOMPATIBLE,
        TRAINED_ANEW,
        /** The very files of the one before, registered again. */
        SAME_FILES
    }

    @Override
    public String toString() {
        return "%d.%d.%d".formatted(major, minor, patch);
    }
}
