package com.aimatrix.transform.expression;

import com.aimatrix.transform.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Functions of numbers; undefined or not finite is null. */
final class NumberFunctions {

    /** No double has a digit further from the point than this. */
    private static final long MOST_DIGITS = 1100;

    private static final double ABOVE_LONGS = 0x1p63;

    private NumberFunctions() {}

    static Object abs(Object[] values) {
        boolean negative = ((Number) values[0]).doubleValue() < 0;
        if (values[0] instanceof Double number) {
            return Math.abs(number);
        }
        return negative ? Operator.MINUS.apply(0L, values[0]) : values[0];
    }

    static Object sign(Object[] values) {
        // Adding 0 makes -0 a 0.
        return values[0] instanceof Long number
                ? (Object) (long) Long.signum(number)
                : (Object) (Math.signum(real(values, 0)) + 0.0);
    }

    static Object floor(Object[] values) {
        return values[0] instanceof Long ? values[0] : (Object) Math.floor(real(values, 0));
    }

    static Object ceil(Object[] values) {
        return values[0] instanceof Long ? values[0] : (Object) Math.ceil(real(values, 0));
    }

    /** Without digits half to even; with digits, which may be negative, the decimal number half away from zero. */
    static Object round(Object[] values) {
        if (values.length == 1) {
            return values[0] instanceof Long ? values[0] : (Object) Math.rint(real(values, 0));
        }
        Long digits = whole(values[1]);
        if (digits == null || values[0] instanceof Long && digits >= 0) {
            return digits == null ? null : values[0];
        }
        int scale = (int) Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, digits));
        if (values[0] instanceof Long number) {
            BigDecimal rounded = BigDecimal.valueOf(number).setScale(scale, RoundingMode.HALF_UP);
            boolean fits = rounded.toBigInteger().bitLength() < Long.SIZE;
            return fits ? (Object) rounded.longValue() : (Object) rounded.doubleValue();
        }
        BigDecimal rounded = BigDecimal.valueOf(real(values, 0)).setScale(scale, RoundingMode.HALF_UP);
        return Values.finite(rounded.doubleValue());
    }

    static Object sqrt(Object[] values) {
        return Values.finite(Math.sqrt(real(values, 0)));
    }

    static Object power(Object[] values) {
        return Values.finite(Math.pow(real(values, 0), real(values, 1)));
    }

    static Object exp(Object[] values) {
        return Values.finite(Math.exp(real(values, 0)));
    }

    static Object ln(Object[] values) {
        return Values.finite(Math.log(real(values, 0)));
    }

    static Object log(Object[] values) {
        return Values.finite(Math.log10(real(values, 0)));
    }

    /** A whole number, or null when there is a fraction or it is beyond 64 bits. */
    static Long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        double number = ((Number) value).doubleValue();
        return number == Math.rint(number) && Math.abs(number) < ABOVE_LONGS ? (Long) (long) number : null;
    }

    private static double real(Object[] values, int index) {
        return ((Number) values[index]).doubleValue();
    }
}
