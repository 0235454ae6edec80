package com.aimatrix.training.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {

    /** {@code numpy.histogram([-1, 0, 0.5, 0.5, 2], bins=30)}. */
    @Test
    void valuesAreCountedInThirtyStretches() {
        Histogram histogram = Histogram.of(new float[] {-1, 0, 0.5f, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY});

        assertThat(histogram.buckets()).isEqualTo(30);
        assertThat(histogram.edges()[0]).isEqualTo(-1);
        assertThat(histogram.edges()[10]).isCloseTo(0, within(1e-12));
        assertThat(histogram.edges()[30]).isEqualTo(2);
        assertThat(histogram.counts()[0]).isEqualTo(1);
        assertThat(histogram.counts()[10]).isEqualTo(1);
        assertThat(histogram.counts()[15]).isEqualTo(2);
        assertThat(histogram.counts()[29]).isEqualTo(1);
        assertThat(histogram.littleEndian()).hasSize(30 * 24);
    }

    @Test
    void equalValuesAreOneStretchAndNoneAreNone() {
        Histogram same = Histogram.of(new float[] {3, 3});
        assertThat(same.edges()).containsExactly(2.5, 3.5);
        assertThat(same.counts()).containsExactly(2);
        assertThat(Histogram.of(new float[] {Float.NaN}).buckets()).isZero();
    }
}
