package com.aimatrix.feature.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.definition.CalendarView.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarViewTest {

    private static final CalendarView VIEW = new CalendarView(
            "schedule",
            null,
            "America/Chicago",
            "60m",
            List.of(
                    new CalendarView.Feature("hour", Part.HOUR_OF_DAY, true),
                    new CalendarView.Feature("day", Part.DAY_OF_WEEK, false),
                    new CalendarView.Feature("weekend", Part.IS_WEEKEND, false)));

    @Test
    void readsTheClockOfThePlaceAnOffsetLater() {
        long saturdayNightInUtc = Instant.parse("2011-01-02T03:30:00Z").toEpochMilli();
        assertThat(VIEW.valueAt(VIEW.features().get(0), saturdayNightInUtc)).isEqualTo("22");
        assertThat(VIEW.valueAt(VIEW.features().get(1), saturdayNightInUtc)).isEqualTo(6.0);
        assertThat(VIEW.valueAt(VIEW.features().get(2), saturdayNightInUtc)).isEqualTo(1.0);
    }

    @Test
    void summerTimeCounts() {
        long july = Instant.parse("2011-07-01T12:00:00Z").toEpochMilli();
        assertThat(VIEW.valueAt(VIEW.features().get(0), july)).isEqualTo("8");
    }
}
