package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The functions that an expression may call. */
enum Function {
    ABS(NumberFunctions::abs, Kind.NUMBER),
    SIGN(NumberFunctions::sign, Kind.NUMBER),
    FLOOR(NumberFunctions::floor, Kind.NUMBER),
    CEIL(NumberFunctions::ceil, Kind.NUMBER),
    ROUND(1, NumberFunctions::round, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER),
    SQRT(NumberFunctions::sqrt, Kind.NUMBER),
    POWER(2, NumberFunctions::power, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER),
    EXP(NumberFunctions::exp, Kind.NUMBER),
    LN(NumberFunctions::ln, Kind.NUMBER),
    LOG(NumberFunctions::log, Kind.NUMBER),
    LENGTH(1, TextFunctions::length, Kind.NUMBER, Kind.TEXT),
    LOWER(TextFunctions::lower, Kind.TEXT),
    UPPER(TextFunctions::upper, Kind.TEXT),
    TRIM(TextFunctions::trim, Kind.TEXT),
    SUBSTRING(2, TextFunctions::substring, Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.NUMBER),
    GREATEST(1, Integer.MAX_VALUE, ChoiceFunctions::greatest),
    LEAST(1, Integer.MAX_VALUE, ChoiceFunctions::least),
    COALESCE(1, Integer.MAX_VALUE, ChoiceFunctions::coalesce),
    NULLIF(2, 2, ChoiceFunctions::nullif);

    /** Computes a function of values that are there and of the right kinds; of a choice, of any values. */
    interface Body {
        Object of(Object[] values);
    }

    private final int least;
    private final int most;
    private final Body body;
    private final Kind result;
    private final List<Kind> parameters;

    /** A function of one value that gives one of the same kind. */
    Function(Body body, Kind kind) {
        this(1, body, kind, kind);
    }

    Function(int least, Body body, Kind result, Kind... parameters) {
        this.least = least;
        this.most = parameters.length;
        this.body = body;
        this.result = result;
        this.parameters = List.of(parameters);
    }

    /** A choice among values of one kind, some of which may be null. */
    Function(int least, int most, Body body) {
        this.least = least;
        this.most = most;
        this.body = body;
        this.result = null;
        this.parameters = null;
    }

    /** The function of a name in any case, or null. */
    static Function named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(Function::lowerName).collect(Collectors.joining(", "));
    }

    String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a number of arguments, or null. */
    String problem(int arguments) {
        if (arguments >= least && arguments <= most) {
            return null;
        }
        String expected = least == most ? String.valueOf(least) : least + (most > 3 ? " or more" : " or " + most);
        String noun = most == 1 ? "argument" : "arguments";
        return "%s takes %s %s, got %d".formatted(lowerName(), expected, noun, arguments);
    }

    boolean isChoice() {
        return parameters == null;
    }

    Kind parameter(int index) {
        return parameters.get(index);
    }

    Kind result() {
        return result;
    }

    /** The value; of a function that is no choice, null when an argument is null or of another kind. */
    Object apply(Object[] values) {
        for (int i = 0; i < values.length && !isChoice(); i++) {
            boolean fits = parameters.get(i) == Kind.NUMBER ? values[i] instanceof Number : values[i] instanceof String;
            if (!fits) {
                return null;
            }
        }
        return body.of(values);
    }
}
