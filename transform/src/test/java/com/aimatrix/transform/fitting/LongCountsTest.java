package com.aimatrix.transform.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongCountsTest {

    @Test
    void countsAsAMapDoes() {
        var counts = new LongCounts();
        Map<Long, Long> expected = new HashMap<>();
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long key = random.nextInt(20_000) * 0x1_0000_0001L - 5;
            counts.add(key, 1 + i % 3);
            expected.merge(key, 1L + i % 3, Long::sum);
        }

        Map<Long, Long> counted = new HashMap<>();
        counts.forEach(counted::put);
        assertThat(counted).isEqualTo(expected);
        assertThat(counts.size()).isEqualTo(expected.size());
        assertThat(counts.sortedKeys())
                .isEqualTo(expected.keySet().stream()
                        .mapToLong(key -> key)
                        .sorted()
                        .toArray());
        expected.forEach((key, count) -> assertThat(counts.get(key)).isEqualTo(count));
        assertThat(counts.get(7)).isZero();
    }
}
