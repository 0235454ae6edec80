package com.aimatrix.monitoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignificanceTest {

    @Test
    void adjustedPsAreThoseOfRsPAdjust() {
        // p.adjust(c(0.005, 0.009, 0.05, 0.5, 0.03), "BH")
        List<Double> adjusted = Significance.benjaminiHochberg(List.of(0.005, 0.009, 0.05, 0.5, 0.03));

        assertThat(adjusted.get(0)).isCloseTo(0.0225, within(1e-12));
        assertThat(adjusted.get(1)).isCloseTo(0.0225, within(1e-12));
        assertThat(adjusted.get(2)).isCloseTo(0.0625, within(1e-12));
        assertThat(adjusted.get(3)).isCloseTo(0.5, within(1e-12));
        assertThat(adjusted.get(4)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void aColumnWithoutATestDoesNotCountAsOne() {
        assertThat(Significance.benjaminiHochberg(Arrays.asList(0.02, null, 0.03)))
                .containsExactly(0.03, null, 0.03);
        assertThat(Significance.benjaminiHochberg(List.of())).isEmpty();
    }

    @Test
    void tailsAreThoseOfTheStandardNormal() {
        assertThat(Significance.upperTail(1.6448536269514722)).isCloseTo(0.05, within(1e-12));
        assertThat(Significance.bothTails(-1.959963984540054)).isCloseTo(0.05, within(1e-12));
        assertThat(Significance.bothTails(0)).isEqualTo(1);
    }

    @Test
    void aTestNeedsTwoBinsAndRowsOnBothSides() {
        assertThat(Significance.sameDistribution(new long[] {4, 0}, new long[] {9, 0}))
                .isNull();
        assertThat(Significance.sameDistribution(new long[] {4, 1}, new long[2]))
                .isNull();
        assertThat(Significance.sameDistribution(new long[] {40, 0, 10}, new long[] {8, 0, 2}))
                .isCloseTo(1, within(1e-12));
    }
}
