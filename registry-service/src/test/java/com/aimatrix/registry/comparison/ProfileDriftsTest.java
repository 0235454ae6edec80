package com.aimatrix.registry.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.profile.Divergence;
import com.aimatrix.model.profile.FeatureProfiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileDriftsTest {

    @Test
    void equalProfilesDoNotDrift() {
        var profile = numbers(0, 1);

        assertThat(ProfileDrifts.of(profile, profile).get(0).psi()).isCloseTo(0, within(1e-6));
    }

    @Test
    void theShiftOfTwoSamplesIsNearThatOfTheSamplesThemselves() {
        double[] before = sample(0, 1);
        double[] after = sample(0.5, 2);
        FeatureProfile baseline = FeatureProfiles.numeric("x", before);
        long[] counts = new long[10];
        for (double each : after) {
            int bin =
                    (int) baseline.edges().stream().filter(edge -> each > edge).count();
            counts[bin]++;
        }
        double exact = Divergence.psi(
                baseline.counts().stream().mapToLong(Long::longValue).toArray(), counts);

        double found = ProfileDrifts.of(numbers(0.5, 2), numbers(0, 1)).get(0).psi();

        assertThat(exact).isGreaterThan(0.2);
        assertThat(found).isCloseTo(exact, within(0.03));
    }

    @Test
    void categoriesAreComparedByName() {
        var before = profile(category(Map.of("a", 50L, "b", 50L)));
        var after = profile(category(Map.of("a", 50L, "c", 50L)));

        var drift = ProfileDrifts.of(after, before);

        assertThat(drift.get(0).psi())
                .isCloseTo(Divergence.psi(new long[] {50, 50, 0}, new long[] {50, 0, 50}), within(1e-12));
        assertThat(drift.get(0).candidateNullShare()).isEqualTo(0.0);
    }

    @Test
    void whatEitherLacksIsLeftOut() {
        assertThat(ProfileDrifts.of(null, numbers(0, 1))).isEmpty();
        assertThat(ProfileDrifts.of(profile(category(Map.of("a", 1L))), numbers(0, 1)))
                .as("another kind")
                .isEmpty();
        var empty = profile(FeatureProfiles.numeric("x", new double[] {Double.NaN, Double.NaN}));
        assertThat(ProfileDrifts.of(empty, numbers(0, 1)).get(0).psi()).isNull();
    }

    private static ReferenceProfile numbers(double mean, long seed) {
        return profile(FeatureProfiles.numeric("x", sample(mean, seed)));
    }

    private static double[] sample(double mean, long seed) {
        var random = new Random(seed);
        double[] sample = new double[20_000];
        Arrays.setAll(sample, i -> mean + random.nextGaussian());
        return sample;
    }

    private static FeatureProfile category(Map<String, Long> counts) {
        return new FeatureProfile("x", "categorical", 0, null, null, null, null, null, null, counts, 0L);
    }

    private static ReferenceProfile profile(FeatureProfile feature) {
        return new ReferenceProfile(100, List.of(feature), null, Map.of());
    }
}
