package com.aimatrix.monitoring.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.model.profile.Divergence;
import com.aimatrix.monitoring.statistics.DriftCases.Case;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DivergenceTest {

    static Stream<Case> numericCases() {
        return DriftCases.ofKind("numeric")
                .filter(each -> !each.expected().get("psi_ref_deciles_eps1e-4").isNull());
    }

    static Stream<Case> categoricalCases() {
        return DriftCases.ofKind("categorical");
    }

    @Test
    void samplesAreDrawnBitForBitAsInTheRecipe() {
        var random = new SplittableRandom(42);

        assertThat(DriftCases.read().get("recipe").get("check_u").valueStream().map(JsonNode::doubleValue))
                .containsExactly(random.nextDouble(), random.nextDouble(), random.nextDouble());
        assertThat(numericCases()).hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @MethodSource("numericCases")
    void psiOverTheDecilesOfTheReferenceAgreesWithTheReferenceValue(Case given) {
        double[] reference = DriftCases.numbers(given.reference());
        double[] edges = DriftCases.decileEdges(reference);

        Double psi = Divergence.psi(
                DriftCases.histogram(reference, edges),
                DriftCases.histogram(DriftCases.numbers(given.current()), edges));

        double expected = given.expected().get("psi_ref_deciles_eps1e-4").doubleValue();
        assertThat(psi).isCloseTo(expected, within((given.isInline() ? 1e-9 : 1e-6) * Math.max(1e-3, expected)));
    }

    @ParameterizedTest
    @MethodSource("categoricalCases")
    void psiAndJensenShannonOfCategoriesAgreeWithTheReferenceValues(Case given) {
        List<String> reference = DriftCases.categories(given.reference());
        List<String> current = DriftCases.categories(given.current());
        List<String> categories = Stream.concat(reference.stream(), current.stream())
                .distinct()
                .sorted()
                .toList();
        long[] referenceCounts = DriftCases.counts(reference, categories);
        long[] currentCounts = DriftCases.counts(current, categories);

        assertThat(categories).hasSize(given.expected().get("categories").intValue());
        assertClose(Divergence.psi(referenceCounts, currentCounts), given, "psi_evidently");
        assertClose(Divergence.jensenShannon(referenceCounts, currentCounts), given, "js_distance_base_e");
        assertClose(Significance.sameDistribution(referenceCounts, currentCounts), given, "chi2_p");
    }

    private static void assertClose(Double found, Case given, String name) {
        double expected = given.expected().get(name).doubleValue();
        assertThat(found).as(name).isCloseTo(expected, within((given.isInline() ? 1e-9 : 1e-6) * expected));
    }

    @Test
    void jensenShannonIsAtMostTheRootOfLnTwo() {
        assertThat(Divergence.jensenShannon(new long[] {9, 0}, new long[] {0, 4}))
                .isCloseTo(Math.sqrt(Math.log(2)), within(1e-15));
        assertThat(Divergence.jensenShannon(new long[] {3, 5}, new long[] {6, 10}))
                .isZero();
    }

    @Test
    void withoutRowsThereIsNoDistance() {
        assertThat(Divergence.psi(new long[] {1, 2}, new long[2])).isNull();
        assertThat(Divergence.psi(new long[2], new long[] {1, 2})).isNull();
        assertThat(Divergence.jensenShannon(new long[] {1, 2}, new long[2])).isNull();
    }
}
