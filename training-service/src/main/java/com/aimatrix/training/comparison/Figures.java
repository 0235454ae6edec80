package com.aimatrix.training.comparison;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private static final double SMALLEST_SHOWN_P = 1e-4;
    private static final double LARGEST_SHOWN_P = 0.995;

    private Figures() {}

    /** Four significant digits. */
    static String text(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return String.valueOf((long) value);
        }
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** Such as {@code p = 0.012} or {@code p < 0.0001}. */
    static String p(double p) {
        return p < SMALLEST_SHOWN_P
                ? "p < 0.0001"
                : p >= LARGEST_SHOWN_P ? "p = 1" : String.format(Locale.ROOT, "p = %.2g", p);
    }

    /** Such as {@code 95 %}. */
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    static String times(int n, String one) {
        return n == 1 ? "1 " + one : "%d %ss".formatted(n, one);
    }
}
