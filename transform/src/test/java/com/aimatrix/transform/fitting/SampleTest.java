package com.aimatrix.transform.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void allNumbersAreKeptWhileThereIsRoom() {
        assertThat(sampled(5000, 5000))
                .isEqualTo(IntStream.range(0, 5000).asDoubleStream().toArray());
    }

    @Test
    void beyondTheRoomEveryPowerOfTwoIsTaken() {
        assertThat(sampled(8, 9)).containsExactly(0, 2, 4, 6, 8);
        assertThat(sampled(8, 16)).containsExactly(0, 2, 4, 6, 8, 10, 12, 14);
        assertThat(sampled(8, 17)).containsExactly(0, 4, 8, 12, 16);
        assertThat(sampled(8, 1000)).containsExactly(0, 128, 256, 384, 512, 640, 768, 896);
    }

    private static double[] sampled(int room, int numbers) {
        var sample = new Sample(room);
        for (int i = 0; i < numbers; i++) {
            sample.add(i);
        }
        return sample.sorted();
    }
}
