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

    /** The elements of a JSON array that PostgreSQL has checked. */
    static RawJson[] elements(String array) {
        RawJson[] elements = new RawJson[16];
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
                if (count == elements.length) {
                    elements = Arrays.copyOf(elements, 2 * count);
                }
                elements[count++] = new RawJson(array, array.charAt(start) == ' ' ? start + 1 : start, i);
                start = i + 1;
            } else if (each == ']' || each == '}') {
                depth--;
            }
        }
        return Arrays.copyOf(elements, count);
    }

    private static int endOfString(String text, int quote) {
        int i = quote + 1;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
