package com.aimatrix.feature.definition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/**
 * Paths to one place in a payload: dotted ({@code customer.tier}) or JSONPath (RFC 9535) without wildcards and filters
 * ({@code $.items[0]['unit price']}).
 */
public final class JsonPath {

    private static final Pattern SEGMENT = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d+)]|\\['((?:[^'\\\\]|\\\\.)*)']");

    private JsonPath() {}

    /** @throws IllegalArgumentException when it is no such path */
    public static JsonPointer pointer(String path) {
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("expected a path such as amount or $.customer.tier");
        }
        String rest = path.startsWith("$") ? path.substring(1) : "." + path;
        var pointer = new StringBuilder();
        Matcher matcher = SEGMENT.matcher(rest);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (name == null) {
                name = matcher.group(3).replaceAll("\\\\(.)", "$1");
            }
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
            end = matcher.end();
        }
        if (end < rest.length() || pointer.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a path such as amount or $.customer.tier, got %s (at character %d)"
                            .formatted(path, end + path.length() - rest.length() + 1));
        }
        return JsonPointer.compile(pointer.toString());
    }
}
