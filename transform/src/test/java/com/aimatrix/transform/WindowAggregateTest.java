package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowAggregateTest {

    @Test
    void aCountNeedsNoPath() {
        assertThat(new WindowAggregate(Aggregate.COUNT, null, null, null, "1h", null, null).problems())
                .isEmpty();
        assertThat(new WindowAggregate(Aggregate.SUM, null, null, null, "1h", null, null).problems())
                .containsExactly(new Problem("path", "expected the payload path of a value, got null"));
    }

    @Test
    void theWindowHasALengthInMilliseconds() {
        assertThat(new WindowAggregate(Aggregate.COUNT, null, null, null, "30d", null, null).windowMs())
                .isEqualTo(30L * 24 * 3_600_000);
    }

    @Test
    void everyMistakeIsFoundWithItsField() {
        var clip = new Clip(2.0, 1.0);
        assertThat(new WindowAggregate(null, " ", null, clip, "0s", "a +", "").problems())
                .extracting(Problem::field)
                .containsExactly("aggregate", "path", "groupBy", "clip", "window", "filter");
        assertThat(new WindowAggregate(Aggregate.MAX, "a", null, new Clip(Double.NaN, null), null, null, null)
                        .problems())
                .extracting(Problem::field)
                .containsExactly("clip.min", "window");
        assertThat(new WindowAggregate(Aggregate.UNIQUE, "a", null, new Clip(1.0, 2.0), "1h", null, null).problems())
                .extracting(Problem::field)
                .containsExactly("clip");
    }

    @Test
    void aFilterThatCannotBeReadIsToldWithItsPlace() {
        assertThat(new WindowAggregate(Aggregate.COUNT, null, null, null, "1h", "amount > ", null).problems())
                .containsExactly(new Problem("filter", "at character 10: expected a value, got the end"));
    }

    @Test
    void aClipBringsANumberIntoItsLimits() {
        assertThat(new Clip(-1.0, 2.0).apply(5)).isEqualTo(2);
        assertThat(new Clip(-1.0, 2.0).apply(-5)).isEqualTo(-1);
        assertThat(new Clip(-1.0, 2.0).apply(0.5)).isEqualTo(0.5);
        assertThat(new Clip(null, 2.0).apply(-5)).isEqualTo(-5);
        assertThat(new Clip(-1.0, null).apply(5)).isEqualTo(5);
    }

    @Test
    void anEventPathMustBeThere() {
        assertThat(new EventPath("a.b", null).problems()).isEmpty();
        assertThat(new EventPath("", null).problems())
                .containsExactly(new Problem("path", "expected a payload path, got "));
    }
}
