package com.aimatrix.feature.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillPeriodTest {

    private static BackfillPeriod days(Integer from, Integer to) {
        return new BackfillPeriod(day(from), day(to));
    }

    private static Instant day(Integer day) {
        return day == null ? null : Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
    }

    @Test
    void periodsThatOnlyTouchDoNotOverlap() {
        assertThat(days(1, 5).overlaps(days(5, 9))).isFalse();
        assertThat(days(5, 9).overlaps(days(1, 5))).isFalse();
        assertThat(days(1, 5).overlaps(days(4, 9))).isTrue();
        assertThat(days(null, 5).overlaps(BackfillPeriod.ALL)).isTrue();
        assertThat(days(5, null).overlaps(days(1, 5))).isFalse();
    }

    @Test
    void whatOthersHaveTakenIsLeftOut() {
        assertThat(days(1, 20).without(List.of(days(12, 15), days(3, 6), days(5, 8))))
                .containsExactly(days(1, 3), days(8, 12), days(15, 20));
        assertThat(days(1, 20).without(List.of(days(20, 25)))).containsExactly(days(1, 20));
        assertThat(days(2, 4).without(List.of(BackfillPeriod.ALL))).isEmpty();
        assertThat(BackfillPeriod.ALL.without(List.of(days(9, null))))
                .containsExactly(new BackfillPeriod(Times.FIRST, day(9)));
        assertThat(BackfillPeriod.ALL.without(List.of(days(null, 9)))).containsExactly(days(9, null));
    }
}
