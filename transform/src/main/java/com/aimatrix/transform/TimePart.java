package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A part of a time, read off the clock and calendar of a place.
 *
 * @param timeZone IANA name; null is that of the view
 * @param offset added to the time first ({@code 60m}: the hour in which the flight is scheduled, asked an hour before);
 *     at most 100 years either way; null is none
 * @param categorical whether the number is a name rather than a quantity: the value is then its text; null is no
 */
public record TimePart(
        Part part,
        @JsonProperty("timeZone") @JsonAlias("time_zone") String timeZone,
        String offset,
        Boolean categorical)
        implements Transformation {

    private static final Duration MOST_OFFSET = Duration.ofDays(36_525);

    /** What is read off. */
    public enum Part {
        /** 0 to 23. */
        HOUR_OF_DAY,
        /** 0 to 1439. */
        MINUTE_OF_DAY,
        /** 1 (Monday) to 7, as in ISO 8601. */
        DAY_OF_WEEK,
        /** 1 to 31. */
        DAY_OF_MONTH,
        /** 1 to 12. */
        MONTH,
        /** 1 on Saturday and Sunday, else 0. */
        IS_WEEKEND,
        /** 1 from Monday to Friday, from 9:00 to before 17:00, else 0. */
        IS_BUSINESS_HOURS;

        @JsonCreator
        static Part of(String name) {
            return EnumNames.read(Part.class, name);
        }

        double at(ZonedDateTime time) {
            boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
            return switch (this) {
                case HOUR_OF_DAY -> time.getHour();
                case MINUTE_OF_DAY -> time.getHour() * 60 + time.getMinute();
                case DAY_OF_WEEK -> time.getDayOfWeek().getValue();
                case DAY_OF_MONTH -> time.getDayOfMonth();
                case MONTH -> time.getMonthValue();
                case IS_WEEKEND -> weekend ? 1 : 0;
                case IS_BUSINESS_HOURS -> !weekend && time.getHour() >= 9 && time.getHour() < 17 ? 1 : 0;
            };
        }
    }

    /**
     * The part of a time.
     *
     * @param zone taken when the definition names none
     */
    public double valueAt(long epochMs, ZoneId zone) {
        long shift = offset == null ? 0 : Durations.parse(offset).toMillis();
        ZoneId place = timeZone == null ? zone : ZoneId.of(timeZone);
        return part.at(Instant.ofEpochMilli(epochMs + shift).atZone(place));
    }

    /** Every mistake. */
    public List<Problem> problems() {
        var problems = new Problems();
        problems.check(part != null, "part", "one of " + List.of(Part.values()), part);
        if (timeZone != null) {
            checkZone(problems);
        }
        if (offset != null) {
            checkOffset(problems);
        }
        return problems.list();
    }

    private void checkZone(Problems problems) {
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            problems.add("timeZone", "expected an IANA time zone, got " + timeZone);
        }
    }

    private void checkOffset(Problems problems) {
        try {
            boolean near = Durations.parse(offset).abs().compareTo(MOST_OFFSET) <= 0;
            problems.check(near, "offset", "at most 100 years", offset);
        } catch (IllegalArgumentException e) {
            problems.add("offset", e.getMessage());
        }
    }
}
