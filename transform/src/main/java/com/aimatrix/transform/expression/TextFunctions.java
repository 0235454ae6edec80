package com.aimatrix.transform.expression;

import java.util.function.IntUnaryOperator;

/** Functions of texts; a character is a code point. */
final class TextFunctions {

    private TextFunctions() {}

    static Object length(Object[] values) {
        String text = (String) values[0];
        return (long) text.codePointCount(0, text.length());
    }

    static Object lower(Object[] values) {
        return eachCharacter((String) values[0], Character::toLowerCase);
    }

    static Object upper(Object[] values) {
        return eachCharacter((String) values[0], Character::toUpperCase);
    }

    private static String eachCharacter(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Takes away spaces, and nothing else, at both ends. */
    static Object trim(Object[] values) {
        String text = (String) values[0];
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * Characters from a place on, counted from 1; places before it are empty but count. Undefined for a negative count.
     */
    static Object substring(Object[] values) {
        String text = (String) values[0];
        Long from = NumberFunctions.whole(values[1]);
        Long count = values.length < 3 ? (Long) Long.MAX_VALUE : NumberFunctions.whole(values[2]);
        if (from == null || count == null || count < 0) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        long end = from > 0 && count > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + count;
        long first = Math.max(1, from);
        long last = Math.min(length + 1L, values.length < 3 ? Long.MAX_VALUE : end);
        if (first >= last) {
            return "";
        }
        int start = text.offsetByCodePoints(0, (int) first - 1);
        return text.substring(start, text.offsetByCodePoints(start, (int) (last - first)));
    }
}
