package com.aimatrix.feature.row;

import java.util.Arrays;

/** A piece of JSON text that is served as it is stored. */
public record RawJson(String text, int start, int end) {

    boolean isNull() {
        return end - start == 4 && text.startsWith("null", start);
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }

    /** Start and end of each element of a JSON array that PostgreSQL has checked. */
    static int[] bounds(String array) {
        if (array.equals("[]")) {
            return new int[0];
        }
        int[] bounds = new int[32];
        int count = 0;
        int depth = 0;
        int start = 1;
        for (int i = 1; i < array.length(); i++) {
            char each = array.charAt(i);
            if (each == '"') {
                i = endOfString(array, i);
            } else if (each == '[' || each == '{') {
                depth++;
            } else if (depth == 0 && (each == ',' || each == ']')) {
                if (count == bounds.length) {
                    bounds = Arrays.copyOf(bounds, 2 * count);
                }
                bounds[count++] = array.charAt(start) == ' ' ? start + 1 : start;
                bounds[count++] = i;
                start = i + 1;
            } else if (each == ']' || each == '}') {
                depth--;
            }
        }
        return Arrays.copyOf(bounds, count);
    }

    private static int endOfString(String text, int quote) {
        int i = quote + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
