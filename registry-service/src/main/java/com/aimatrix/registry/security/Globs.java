package com.aimatrix.registry.security;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/** Patterns of paths, as {@code *.json} or {@code code/**}; one without a slash is asked of the name alone. */
public final class Globs {

    private Globs() {}

    static boolean fits(List<String> globs, String path) {
        Path whole = Path.of(path);
        return globs.stream()
                .anyMatch(glob -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + glob)
                        .matches(glob.contains("/") ? whole : whole.getFileName()));
    }

    /** Whether it can be used. */
    public static boolean isValid(String glob) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
