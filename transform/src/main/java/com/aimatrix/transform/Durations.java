package com.aimatrix.transform;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: a whole number with a unit ({@code 90s}, {@code 30d}; without one,
 * milliseconds), or ISO 8601 ({@code PT1H}). The same texts that Spring's {@code DurationStyle} reads.
 */
public final class Durations {

    private static final Pattern SIMPLE = Pattern.compile("([+-]?\\d+)([a-zA-Z]{0,2})");
    private static final Pattern ISO = Pattern.compile("[+-]?[pP].*");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "us", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    /**
     * Reads a duration whose milliseconds fit a {@code long}.
     *
     * @throws IllegalArgumentException when it is none; the message names the text
     */
    public static Duration parse(String text) {
        try {
            Duration duration = read(text);
            if (duration != null) {
                duration.toMillis();
                return duration;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static Duration read(String text) {
        if (text == null) {
            return null;
        }
        if (ISO.matcher(text).matches()) {
            return Duration.parse(text);
        }
        Matcher simple = SIMPLE.matcher(text);
        ChronoUnit unit = simple.matches() ? UNITS.get(simple.group(2).toLowerCase(Locale.ROOT)) : null;
        return unit == null ? null : Duration.of(Long.parseLong(simple.group(1)), unit);
    }

    private static String message(String text) {
        return "expected a duration such as 90s, 1h, 30d or PT1H, got " + text;
    }
}
