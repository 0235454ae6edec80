package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;

/**
 * Times as tables write them: ISO 8601 with a T or a blank before the time of day; seconds, offset and time of day may be left out,
 * and of the offset its minutes.
 */
public final class RowTimes {

    private static final int DATE_END = 10;
    private static final int MINUTE_END = 16;
    private static final int SECOND_END = 19;
    private static final int NANO_DIGITS = 9;

    private RowTimes() {}

    /** The time that a value means, UTC where it names no offset; null when it is none. */
    static Instant of(JsonNode value) {
        return value == null || value.isContainer() ? null : parse(value.asString());
    }

    /** The time that a text means, UTC where it names no offset; null when it is none. */
    public static Instant parse(String text) {
        boolean date = text.length() >= DATE_END && text.charAt(4) == '-' && text.charAt(7) == '-';
        if (!date) {
            return null;
        }
        try {
            var day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_END));
            return text.length() == DATE_END ? day.atStartOfDay().toInstant(ZoneOffset.UTC) : timeOfDay(text, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant timeOfDay(String text, LocalDate day) {
        expect(text.length() >= MINUTE_END && "T ".indexOf(text.charAt(DATE_END)) >= 0 && text.charAt(13) == ':');
        int end = MINUTE_END;
        int second = 0;
        int nano = 0;
        if (end < text.length() && text.charAt(end) == ':') {
            expect(text.length() >= SECOND_END);
            second = number(text, MINUTE_END + 1, SECOND_END);
            end = SECOND_END;
            if (end < text.length() && text.charAt(end) == '.') {
                int first = ++end;
                while (end < text.length() && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                expect(end > first && end - first <= NANO_DIGITS);
                nano = number(text, first, end);
                for (int digits = end - first; digits < NANO_DIGITS; digits++) {
                    nano *= 10;
                }
            }
        }
        var time = LocalTime.of(number(text, 11, 13), number(text, 14, MINUTE_END), second, nano);
        String offset = text.substring(end);
        return LocalDateTime.of(day, time).toInstant(offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            expect(digit >= 0 && digit <= 9);
            number = 10 * number + digit;
        }
        return number;
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new DateTimeException("no time");
        }
    }

    /** What is wrong with a value that is no time. */
    static String problem(String column, JsonNode value) {
        return "expected a time such as 2011-04-01T12:00:00Z in the column %s, got %s"
                .formatted(column, value == null ? "nothing" : ValueText.excerpt(value));
    }
}
