package com.aimatrix.transform;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Reads the values of a row, and writes them as text the way PostgreSQL does. */
public final class Values {

    /** PostgreSQL writes numbers from 10^-4 to below 10^15 without an exponent. */
    private static final int LEAST_PLAIN_EXPONENT = -4;

    private static final int MOST_PLAIN_EXPONENT = 14;
    private static final double FIRST_WITH_EXPONENT = 1e15;

    /** So many decimal digits of any number can be read back from a double. */
    private static final int SURE_DIGITS = 15;

    /** So many decimal digits tell any two doubles apart. */
    private static final int MOST_DIGITS = 17;

    private Values() {}

    /**
     * A value in its one form: whole numbers of up to 64 bits as {@code Long}, other numbers as {@code Double} or null
     * when not finite, everything else as it is.
     */
    public static Object normal(Object value) {
        if (!(value instanceof Number number) || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return number.longValue();
        }
        if (value instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        return finite(number.doubleValue());
    }

    /** The number, or null when it is not finite. */
    public static Double finite(double number) {
        return Double.isFinite(number) ? (Double) number : null;
    }

    /** Whether it is a number, a boolean or a text. */
    public static boolean isSingle(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** Text of a normal number, a boolean or a text; {@code 5.0} is written {@code 5}. */
    public static String text(Object value) {
        if (!isSingle(value)) {
            throw new IllegalArgumentException("expected a number, a boolean or a text, got " + value);
        }
        return value instanceof Double number ? text(number.doubleValue()) : value.toString();
    }

    private static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < FIRST_WITH_EXPONENT && number != 0) {
            return Long.toString((long) number);
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(number);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String power = String.valueOf(Math.abs(exponent));
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (power.length() == 1 ? "0" : "")
                + power;
    }

    /**
     * The decimal of fewest digits that is nearer to the number than to any other double, and not half way between two,
     * as PostgreSQL takes it.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        // Up to 15 digits survive in a double, so rounding to 15 finds any shorter one; not so for subnormal numbers.
        for (int digits = Math.abs(number) < Double.MIN_NORMAL ? 1 : SURE_DIGITS; digits < MOST_DIGITS; digits++) {
            // Above a power of two the doubles lie further apart than below, so the further decimal may do.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (isNearest(rounded, number, exact)) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static boolean isNearest(BigDecimal decimal, double number, BigDecimal exact) {
        BigDecimal twiceOff = decimal.subtract(exact).multiply(BigDecimal.valueOf(2));
        boolean further = twiceOff.signum() == exact.signum();
        double size = Math.abs(number);
        double gap = further ? Math.ulp(size) : size - Math.nextDown(size);
        return twiceOff.abs().compareTo(new BigDecimal(gap)) < 0;
    }
}
