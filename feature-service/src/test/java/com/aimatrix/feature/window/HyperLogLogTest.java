package com.aimatrix.feature.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperLogLogTest {

    private static final double STANDARD_ERROR = 1.04 / Math.sqrt(HyperLogLog.REGISTERS);

    @ParameterizedTest
    @ValueSource(ints = {513, 2_000, 20_000, 1_000_000})
    void theMeanOfManyEstimatesIsTheNumberOfValuesAndTheirSpreadIsTheStandardError(int values) {
        int repetitions = values > 100_000 ? 8 : 40;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < repetitions; i++) {
            var sketch = new HyperLogLog();
            var random = new SplittableRandom(i);
            for (int k = 0; k < values; k++) {
                sketch.add(random.nextLong());
            }
            double error = sketch.estimate() / values - 1;
            sum += error;
            squares += error * error;
        }
        assertThat(sum / repetitions).isCloseTo(0, within(3 * STANDARD_ERROR / Math.sqrt(repetitions)));
        assertThat(Math.sqrt(squares / repetitions)).isLessThan(1.6 * STANDARD_ERROR);
    }

    @Test
    void nothingIsNothing() {
        assertThat(new HyperLogLog().estimate()).isZero();
    }

    @Test
    void aStateDependsOnTheSetOnlyHoweverItIsSplitRepeatedAndEncoded() {
        long[] hashes = new SplittableRandom(3).longs(5_000).toArray();
        var whole = new DistinctState();
        for (long hash : hashes) {
            whole.add(hash);
        }
        var merged = new DistinctState();
        for (int part = 0; part < 50; part++) {
            var state = new DistinctState();
            for (int i = part * 95; i < Math.min(hashes.length, (part + 1) * 110); i++) {
                state.add(hashes[i]);
            }
            merged.addEncoded(state.encoded());
            merged.addEncoded(state.encoded());
        }
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.encoded()).isEqualTo(whole.encoded());
    }
}
