package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.transform.TimePart.Part;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePartTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    @ParameterizedTest
    @CsvSource({
        "HOUR_OF_DAY, 2011-01-02T03:30:00Z, 21",
        "MINUTE_OF_DAY, 2011-01-02T03:30:00Z, 1290",
        "DAY_OF_WEEK, 2011-01-02T03:30:00Z, 6",
        "DAY_OF_WEEK, 2011-01-03T12:00:00Z, 1",
        "DAY_OF_MONTH, 2011-01-01T05:59:00Z, 31",
        "MONTH, 2011-01-01T05:59:00Z, 12",
        "IS_WEEKEND, 2011-01-02T03:30:00Z, 1",
        "IS_WEEKEND, 2011-01-03T12:00:00Z, 0",
        "IS_BUSINESS_HOURS, 2011-01-03T14:59:59Z, 0",
        "IS_BUSINESS_HOURS, 2011-01-03T15:00:00Z, 1",
        "IS_BUSINESS_HOURS, 2011-01-07T22:59:59Z, 1",
        "IS_BUSINESS_HOURS, 2011-01-07T23:00:00Z, 0",
        "IS_BUSINESS_HOURS, 2011-01-08T18:00:00Z, 0",
        "HOUR_OF_DAY, 2011-07-01T12:00:00Z, 7"
    })
    void readsTheClockAndTheCalendarOfThePlace(Part part, Instant time, double value) {
        assertThat(new TimePart(part, null, null, null).valueAt(time.toEpochMilli(), CHICAGO))
                .isEqualTo(value);
    }

    @Test
    void itsOwnZoneGoesBeforeTheGivenOne() {
        long noon = Instant.parse("2011-07-01T12:00:00Z").toEpochMilli();
        assertThat(new TimePart(Part.HOUR_OF_DAY, "America/Chicago", null, null).valueAt(noon, ZoneOffset.UTC))
                .isEqualTo(7);
    }

    @Test
    void theOffsetIsAddedFirst() {
        long saturdayNight = Instant.parse("2011-01-02T05:30:00Z").toEpochMilli();
        assertThat(new TimePart(Part.DAY_OF_WEEK, null, "60m", null).valueAt(saturdayNight, CHICAGO))
                .isEqualTo(7);
        assertThat(new TimePart(Part.HOUR_OF_DAY, null, "-PT1H", null).valueAt(saturdayNight, CHICAGO))
                .isEqualTo(22);
    }

    @Test
    void everyMistakeIsFoundWithItsField() {
        assertThat(new TimePart(Part.MONTH, "Europe/Berlin", "1h", true).problems())
                .isEmpty();
        assertThat(new TimePart(null, "Mars/Olympus", "soon", null).problems())
                .extracting(Problem::field)
                .containsExactly("part", "timeZone", "offset");
        assertThat(new TimePart(Part.MONTH, null, "99999d", null).problems())
                .isEqualTo(List.of(new Problem("offset", "expected at most 100 years, got 99999d")));
    }
}
