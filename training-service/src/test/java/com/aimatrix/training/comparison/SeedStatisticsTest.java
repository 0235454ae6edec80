package com.aimatrix.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.SeedStatistics.Answer;
import com.aimatrix.training.comparison.SeedStatistics.Asked;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures by SciPy 1.17.1 of the same samples: see {@code TwoSamplesTest}. */
class SeedStatisticsTest {

    private static final double[] A = {0.811, 0.823, 0.798, 0.835, 0.816};
    private static final double[] B = {0.842, 0.851, 0.829, 0.847, 0.862, 0.838};
    private static final Offset<Double> CLOSE = within(1e-9);

    private static Answer bySeed(ComparedRunsOf runs) {
        return SeedStatistics.of(runs.runs(), new Asked(null, "auc", null, null, 0.95));
    }

    @Test
    void repeatsOfTheSameParametersAreOneGroup() {
        Answer answer = bySeed(new ComparedRunsOf().repeats("depth", "3", A).repeats("depth", "4", B));

        assertThat(answer.seed()).isEqualTo("seed");
        assertThat(answer.groups()).extracting("label").containsExactly("depth=3", "depth=4");
        assertThat(answer.groups().get(0).sample().n()).isEqualTo(5);
        assertThat(answer.groups().get(0).sample().mean()).isCloseTo(0.8166, CLOSE);
        assertThat(answer.groups().get(0).sample().low()).isCloseTo(0.7995163999284808, CLOSE);
    }

    @Test
    void aDifferenceIsToldWithItsFigures() {
        Answer answer = bySeed(new ComparedRunsOf().repeats("depth", "4", B).repeats("depth", "3", A));

        GroupComparison found = answer.comparisons().get(0);
        assertThat(found.welch().p()).isCloseTo(0.006611203892761889, CLOSE);
        assertThat(found.welchAdjusted()).isEqualTo(found.welch().p());
        assertThat(found.mannWhitney().p()).isCloseTo(0.008658008658008658, CLOSE);
        assertThat(found.cliffsDelta()).isCloseTo(0.9333333333333333, CLOSE);
        assertThat(found.sentence())
                .isEqualTo(
                        "depth=4 is 0.02823 above depth=3 (95 % interval of the difference 0.0104 to 0.04607, n = 6 and 5; p = 0.0066, Hedges' g 2.07).");
        assertThat(answer.conclusion())
                .isEqualTo("1 of 1 comparison between 2 groups shows a difference that chance does not explain.");
    }

    @Test
    void manyComparisonsAreCorrectedFor() {
        Answer answer = bySeed(new ComparedRunsOf()
                .repeats("depth", "3", A)
                .repeats("depth", "4", B)
                .repeats("depth", "5", 0.812, 0.824, 0.797, 0.836, 0.815));

        GroupComparison strongest = answer.comparisons().get(0);
        assertThat(strongest.welchAdjusted()).isCloseTo(3 * strongest.welch().p(), CLOSE);
        assertThat(strongest.sentence()).contains("after correction for 3 comparisons");
        assertThat(answer.comparisons().get(1).sentence())
                .startsWith("No difference between depth=3 and depth=5 can be told from chance")
                .doesNotContain("about");
    }

    @Test
    void tooFewRunsAreSaidToBeTooFew() {
        Answer answer = bySeed(new ComparedRunsOf().repeats("depth", "3", 0.8).repeats("depth", "4", 0.9, 0.91));

        assertThat(answer.comparisons().get(0).sentence())
                .isEqualTo(
                        "Too few runs to say anything: depth=3 has 1 and depth=4 has 2; at least 2 each are needed, 5 or more say something.");
        assertThat(answer.comparisons().get(0).welch()).isNull();
        assertThat(answer.groups().get(0).sample().sd()).isNull();
        assertThat(answer.conclusion()).startsWith("Too few runs to say anything");
    }

    @Test
    void withTwoRunsEachTheRankTestCannotAgree() {
        Answer answer =
                bySeed(new ComparedRunsOf().repeats("depth", "3", 0.8, 0.801).repeats("depth", "4", 0.9, 0.901));

        assertThat(answer.comparisons().get(0).sentence())
                .contains("The rank test cannot confirm it with so few runs", "a weak basis");
    }

    @Test
    void aDifferenceThatMayBeThereComesWithTheRunsThatWouldShowIt() {
        Answer answer = bySeed(new ComparedRunsOf()
                .repeats("depth", "3", 0.80, 0.82, 0.82, 0.81, 0.83, 0.79, 0.82)
                .repeats("depth", "4", 0.82, 0.84, 0.83, 0.82));

        // 2 (1.959964 + 0.841621)² / 1.0666275² = 13.8.
        assertThat(answer.comparisons().get(0).sentence()).contains("about 14 runs of each would show it");
    }

    @Test
    void groupsThatDoNotVaryAreNotTested() {
        Answer answer =
                bySeed(new ComparedRunsOf().repeats("depth", "3", 0.8, 0.8).repeats("depth", "4", 0.9, 0.9));

        assertThat(answer.comparisons().get(0).sentence())
                .isEqualTo(
                        "No test applies, as neither group varies: all 2 runs of depth=3 lie 0.1 below all 2 of depth=4.");
    }

    @Test
    void theSameRunTwiceCountsOnce() {
        Answer answer = bySeed(new ComparedRunsOf()
                .run(0.8, "depth", "3", "training.seed", "1")
                .run(0.8, "depth", "3", "training.seed", "1")
                .run(0.9, "depth", "3", "training.seed", "2")
                .run(null, "depth", "3", "training.seed", "3"));

        assertThat(answer.seed()).isEqualTo("training.seed");
        assertThat(answer.groups().get(0).sample().n()).isEqualTo(2);
        assertThat(answer.leftOut()).extracting("runId").containsExactly("%032x".formatted(3), "%032x".formatted(1));
        assertThat(answer.leftOut().get(1).reason()).contains("its parameters and its training.seed are those of run");
    }

    @Test
    void groupsCanBeMadeByParameters() {
        var runs = new ComparedRunsOf()
                .run(0.8, "depth", "3", "rate", "0.1")
                .run(0.81, "depth", "3", "rate", "0.2")
                .run(0.9, "depth", "4", "rate", "0.1");

        Answer answer = SeedStatistics.of(runs.runs(), new Asked(null, "auc", null, List.of("depth"), 0.95));

        assertThat(answer.seed()).isNull();
        assertThat(answer.groups()).extracting("runIds").first().isEqualTo(ids(runs, 0, 1));
    }

    private static List<String> ids(ComparedRunsOf runs, int... of) {
        return Arrays.stream(of).mapToObj(i -> runs.runs().get(i).id()).toList();
    }

    @Test
    void labelsTellGroupsApartThatDifferLateOrInMuch() {
        String long1 = "a".repeat(60) + "1";
        String long2 = "a".repeat(60) + "2";
        Answer answer = bySeed(
                new ComparedRunsOf().run(0.8, "a", long1).run(0.8, "a", long2).run(0.8, "a", "b"));

        assertThat(answer.groups().get(0).label()).isEqualTo("a=" + "a".repeat(39) + "…");
        assertThat(answer.groups().get(1).label()).isEqualTo("group 2 (a=" + "a".repeat(39) + "…)");
        assertThat(bySeed(new ComparedRunsOf()
                                .run(0.8, "a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1")
                                .run(0.8))
                        .groups()
                        .get(0)
                        .label())
                .isEqualTo("group 1 (a=1, b=1, c=1, d=1, e=1 and 1 more)");
    }

    @Test
    void moreGroupsThanCanBeComparedAreRefused() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 21; i++) {
            runs.run(0.8, "depth", String.valueOf(i));
        }

        assertThatThrownBy(() -> bySeed(runs)).isInstanceOf(ApiProblem.class).hasMessageContaining("group_by");
    }

    @Test
    void nothingMeasuredIsNothingToCompare() {
        Answer answer = bySeed(new ComparedRunsOf().run(null, "depth", "3"));

        assertThat(answer.groups()).isEmpty();
        assertThat(answer.conclusion()).isEqualTo("No run has the metric, so there is nothing to compare.");
    }
}
