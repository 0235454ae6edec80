package com.aimatrix.model.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    @Test
    void aPermutationHoldsEachPositionOnceAndFollowsTheSeed() {
        int[] order = new SeededRandom(5, 1, 1).permutation(1000);

        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(new SeededRandom(5, 1, 1).permutation(1000)).isEqualTo(order);
        assertThat(new SeededRandom(5, 1, 2).permutation(1000)).isNotEqualTo(order);
        assertThat(new SeededRandom(6, 1, 1).permutation(1000)).isNotEqualTo(order);
    }

    @Test
    void eachPlaceOfAPermutationIsEquallyLikely() {
        int[] counts = new int[5];
        for (int i = 0; i < 20_000; i++) {
            counts[new SeededRandom(1, 1, i).permutation(5)[0]]++;
        }

        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(3_800, 4_200));
    }

    @Test
    void aDropoutMaskDropsTheAskedShareAndKeepsTheMean() {
        float[] mask = new float[100_001];
        new SeededRandom(3, 1, 1).dropoutMask(mask, 0.2);

        assertThat(IntStream.range(0, mask.length).filter(i -> mask[i] == 0).count() / 100_001.0)
                .isCloseTo(0.2, within(0.005));
        assertThat(IntStream.range(0, mask.length)
                        .mapToDouble(i -> mask[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.01));
    }
}
