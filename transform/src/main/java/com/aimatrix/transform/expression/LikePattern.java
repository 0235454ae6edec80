package com.aimatrix.transform.expression;

import java.util.stream.IntStream;

/**
 * A pattern of LIKE: {@code %} stands for any text, {@code _} for one character, {@code \} takes the next as it is. A
 * backslash at the end has nothing to take; where a text fits up to it the result is undefined.
 */
final class LikePattern {

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;
    private static final int NOTHING_ESCAPED = -3;

    private final int[] parts;
    private final boolean ignoreCase;

    private LikePattern(int[] parts, boolean ignoreCase) {
        this.parts = parts;
        this.ignoreCase = ignoreCase;
    }

    static LikePattern of(String text, boolean ignoreCase) {
        int[] points = codePoints(text, ignoreCase);
        IntStream.Builder parts = IntStream.builder();
        for (int i = 0; i < points.length; i++) {
            switch (points[i]) {
                case '%' -> parts.add(ANY_TEXT);
                case '_' -> parts.add(ANY_CHARACTER);
                case '\\' -> parts.add(++i < points.length ? points[i] : NOTHING_ESCAPED);
                default -> parts.add(points[i]);
            }
        }
        return new LikePattern(parts.build().toArray(), ignoreCase);
    }

    /** Whether the whole text fits: goes on greedily and, when that fails, lets the last any-text take one more. */
    Boolean matches(String text) {
        int[] points = codePoints(text, ignoreCase);
        int part = 0;
        int point = 0;
        int lastAny = -1;
        int resume = 0;
        while (point < points.length) {
            int wanted = part < parts.length ? parts[part] : Integer.MIN_VALUE;
            if (wanted == NOTHING_ESCAPED) {
                return null;
            }
            if (wanted == ANY_TEXT) {
                lastAny = part++;
                resume = point;
            } else if (wanted == ANY_CHARACTER || wanted == points[point]) {
                part++;
                point++;
            } else if (lastAny >= 0) {
                part = lastAny + 1;
                point = ++resume;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == ANY_TEXT) {
            part++;
        }
        return part == parts.length;
    }

    private static int[] codePoints(String text, boolean ignoreCase) {
        IntStream points = text.codePoints();
        return ignoreCase ? points.map(Character::toLowerCase).toArray() : points.toArray();
    }
}
