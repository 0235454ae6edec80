package com.aimatrix.feature.definition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Features of the time asked for, on the clock of a place.
 *
 * @param timeZone IANA name
 * @param offset added to the time first ({@code 60m}: the hour in which the flight is scheduled, asked an hour before);
 *     null is none
 */
public record CalendarView(String name, String description, String timeZone, String offset, List<Feature> features)
        implements FeatureView {

    /** What is read off the clock. Weekdays count from 1 (Monday) to 7, as in ISO 8601. */
    public enum Part {
        HOUR_OF_DAY,
        MINUTE_OF_DAY,
        DAY_OF_WEEK,
        IS_WEEKEND,
        IS_BUSINESS_HOURS;

        double of(ZonedDateTime time) {
            boolean weekend = time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
            return switch (this) {
                case HOUR_OF_DAY -> time.getHour();
                case MINUTE_OF_DAY -> time.getHour() * 60 + time.getMinute();
                case DAY_OF_WEEK -> time.getDayOfWeek().getValue();
                case IS_WEEKEND -> weekend ? 1 : 0;
                case IS_BUSINESS_HOURS -> !weekend && time.getHour() >= 9 && time.getHour() < 17 ? 1 : 0;
            };
        }
    }

    /** @param categorical whether the number is a name rather than a quantity: the value is then text; null is no */
    public record Feature(String name, Part part, Boolean categorical) {

        boolean named() {
            return Boolean.TRUE.equals(categorical);
        }
    }

    @Override
    public String entity() {
        return null;
    }

    @Override
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    @Override
    public boolean isCategorical(String feature) {
        return features.stream().anyMatch(each -> each.name().equals(feature) && each.named());
    }

    /** The value of a feature at a time: a number, or its text when it is categorical. */
    public Object valueAt(Feature feature, long epochMs) {
        long shift = offset == null ? 0 : Windows.parse(offset).toMillis();
        double value = feature.part().of(Instant.ofEpochMilli(epochMs + shift).atZone(ZoneId.of(timeZone)));
        return feature.named() ? String.valueOf((long) value) : (Object) value;
    }
}
