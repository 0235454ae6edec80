package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Values;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What values can be cast to; what cannot be read becomes null. */
enum CastType {
    DOUBLE(Kind.NUMBER),
    BIGINT(Kind.NUMBER),
    TEXT(Kind.TEXT),
    BOOLEAN(Kind.BOOLEAN);

    /** Words of types, {@code double precision} apart. */
    static final Map<String, CastType> NAMES = Map.ofEntries(
            Map.entry("double", DOUBLE),
            Map.entry("float", DOUBLE),
            Map.entry("float8", DOUBLE),
            Map.entry("bigint", BIGINT),
            Map.entry("int8", BIGINT),
            Map.entry("int", BIGINT),
            Map.entry("integer", BIGINT),
            Map.entry("text", TEXT),
            Map.entry("varchar", TEXT),
            Map.entry("boolean", BOOLEAN),
            Map.entry("bool", BOOLEAN));

    private static final Pattern REAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}");
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final double ABOVE_LONGS = 0x1p63;

    private final Kind kind;

    CastType(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    Object convert(Object value) {
        return switch (this) {
            case DOUBLE -> real(value);
            case BIGINT -> whole(value);
            case TEXT -> Values.isSingle(value) ? Values.text(value) : null;
            case BOOLEAN -> truth(value);
        };
    }

    private static Double real(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        if (value instanceof String text && REAL.matcher(text.strip()).matches()) {
            return Values.finite(Double.parseDouble(text.strip()));
        }
        return null;
    }

    /** A number with a fraction is rounded, half to even. */
    private static Long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            double rounded = Math.rint(number);
            return rounded >= -ABOVE_LONGS && rounded < ABOVE_LONGS ? (Long) (long) rounded : null;
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof String text && WHOLE.matcher(text.strip()).matches()) {
            BigDecimal number = new BigDecimal(text.strip());
            return number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0 ? (Long) number.longValue() : null;
        }
        return null;
    }

    /** Any beginning of true, false, yes, no, on and off that is not a beginning of two of them, and 1 and 0. */
    private static Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals("o")) {
            return null;
        }
        if ("true".startsWith(word) || "yes".startsWith(word) || "on".equals(word) || "1".equals(word)) {
            return true;
        }
        boolean no = "false".startsWith(word) || "no".startsWith(word) || "off".startsWith(word) || "0".equals(word);
        return no ? (Boolean) false : null;
    }
}
