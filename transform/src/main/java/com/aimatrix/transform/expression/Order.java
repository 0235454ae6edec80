package com.aimatrix.transform.expression;

/** Which of two values is greater. */
final class Order {

    private Order() {}

    /**
     * Below 0, 0 or above 0: numbers by value (a whole one beside a double is made a double first, as PostgreSQL does),
     * texts by code points, false before true; null when one is null or they are of different kinds.
     */
    static Integer compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return compare(a.doubleValue(), b.doubleValue());
        }
        if (left instanceof String a && right instanceof String b) {
            return compare(a, b);
        }
        return left instanceof Boolean a && right instanceof Boolean b ? (Integer) a.compareTo(b) : null;
    }

    /** Both zeros are equal. */
    private static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /** By code points, which UTF-16 units are not in the order of beyond U+FFFF. */
    private static int compare(String a, String b) {
        int least = Math.min(a.length(), b.length());
        for (int i = 0; i < least; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean oneIsSupplementary = Character.isSurrogate(x) != Character.isSurrogate(y);
                return oneIsSupplementary ? Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y)) : x - y;
            }
        }
        return a.length() - b.length();
    }
}
