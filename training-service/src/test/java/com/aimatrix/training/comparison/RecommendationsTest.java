package com.aimatrix.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.training.comparison.Recommendations.Answer;
import com.aimatrix.training.comparison.Recommendations.Asked;
import com.aimatrix.training.comparison.Suggestion.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsTest {

    private static Answer maximize(ComparedRunsOf runs) {
        return Recommendations.of(runs.runs(), new Asked(null, "auc", Direction.MAXIMIZE, null));
    }

    /** The metric rises with the depth; the width does nothing. */
    private static ComparedRunsOf runs() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 36; i++) {
            int depth = 1 + i % 4;
            double auc = 0.6 + 0.05 * depth + 0.001 * (i * 7 % 5);
            runs.run(auc, "depth", "" + depth, "width", "" + (i * 5 % 7), "seed", "" + i);
        }
        return runs;
    }

    private static Suggestion only(Answer answer, Kind kind) {
        List<Suggestion> found =
                answer.next().stream().filter(each -> each.kind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void whatSeparatesGoodRunsIsToldWithItsFigures() {
        Answer answer = maximize(runs());

        Separation depth = answer.separates().get(0);
        assertThat(depth.name()).isEqualTo("depth");
        assertThat(depth.separates()).isTrue();
        assertThat(depth.spearman().n()).isEqualTo(36);
        assertThat(depth.spearman().coefficient()).isGreaterThan(0.8);
        assertThat(depth.spearmanAdjusted()).isGreaterThan(depth.spearman().p());
        assertThat(depth.topQuarter().min()).isGreaterThan(depth.rest().median());
        assertThat(depth.sentence()).startsWith("depth separates good runs from others (rank correlation 0.");
        assertThat(answer.conclusion()).contains("run-", "depth (p < 0.0001)").doesNotContain("width (");
    }

    @Test
    void whatDoesNothingIsNotSaidToSeparate() {
        Separation width = maximize(runs()).separates().stream()
                .filter(each -> each.name().equals("width"))
                .findFirst()
                .orElseThrow();

        assertThat(width.separates()).isFalse();
        assertThat(width.sentence()).contains("does not separate good runs from others, as far as can be told");
        assertThat(width.levels()).hasSize(3).extracting("n").isEqualTo(List.of(16, 10, 10));
    }

    @Test
    void whatRisesAndFallsAgainSeparatesThroughItsLevels() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 30; i++) {
            double rate = Math.pow(10, -4 + i / 10.0);
            runs.run(0.9 - 0.05 * Math.pow(Math.log10(rate) + 2.55, 2) + 0.001 * (i * 7 % 5), "rate", "" + rate);
        }

        Separation rate = maximize(runs).separates().get(0);

        assertThat(rate.spearmanAdjusted()).isGreaterThan(0.05);
        assertThat(rate.levelsAdjusted()).isLessThan(0.01);
        assertThat(rate.best(Direction.MAXIMIZE)).isEqualTo(rate.levels().get(1));
    }

    @Test
    void aBestValueAtTheEdgeIsGoneBeyond() {
        Suggestion extend = only(maximize(runs()), Kind.EXTEND_RANGE);

        assertThat(extend.params()).isEqualTo(Map.of("depth", 5.0));
        assertThat(extend.figures()).containsEntry("tried_to", 4.0).containsEntry("n", 36);
        assertThat(extend.sentence())
                .startsWith("Try depth = 5: the best run has 4, the largest of the values tried (1 to 4)");
    }

    @Test
    void nothingIsProposedBeyondWhatAShareCanBe() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 12; i++) {
            runs.run(0.8 - 0.01 * (i % 4), "dropout", "" + 0.25 * (i % 4), "seed", "" + i);
        }

        assertThat(maximize(runs).next()).extracting("kind").doesNotContain(Kind.EXTEND_RANGE);
    }

    @Test
    void ordersOfMagnitudeAreGoneBeyondByAFactor() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 12; i++) {
            runs.run(0.8 + 0.01 * (i % 4), "rate", "1e-" + (4 - i % 4), "seed", "" + i);
        }

        assertThat((Double) only(maximize(runs), Kind.EXTEND_RANGE).params().get("rate"))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void theBestOfEachThatNoRunHadTogetherIsProposed() {
        var runs = new ComparedRunsOf();
        for (int i = 0; i < 36; i++) {
            runs.run(
                    (i % 3 == 0 ? 0.7 : 0.8) + 0.001 * (i * 7 % 5),
                    "optimizer",
                    i % 3 == 1 ? "adam" : "sgd",
                    "units",
                    i % 3 == 2 ? "64" : "32",
                    "seed",
                    "" + i);
        }

        Suggestion combination = only(maximize(runs), Kind.TRY_COMBINATION);

        assertThat(combination.params()).isEqualTo(Map.of("optimizer", "adam", "units", 64.0));
        assertThat(combination.sentence()).contains("no run has had them all");
    }

    @Test
    void aBestKnownFromFewRunsIsRepeated() {
        Answer answer = maximize(new ComparedRunsOf()
                .repeats("depth", "3", 0.80, 0.82, 0.82, 0.81, 0.83, 0.79, 0.82)
                .repeats("depth", "4", 0.82, 0.84, 0.83, 0.82));

        Suggestion repeat = only(answer, Kind.REPEAT_BEST);
        assertThat(repeat.params()).isEqualTo(Map.of("depth", "4"));
        assertThat(repeat.figures()).containsEntry("n", 4).containsEntry("runs_needed", 14);
        assertThat(repeat.sentence()).contains("known from 4 runs", "To tell it from depth=3", "about 14 runs of each");
    }

    @Test
    void aLuckyRunDoesNotHideTheGroupThatIsAhead() {
        Answer answer = maximize(new ComparedRunsOf()
                .repeats("depth", "3", 0.85, 0.86, 0.85, 0.86)
                .repeats("depth", "4", 0.90, 0.70));

        assertThat(only(answer, Kind.REPEAT_BEST).sentence())
                .contains("By the mean of its 4 runs, 0.855, depth=3 is ahead.");
    }

    @Test
    void lessIsBetterWhereTheMetricIsMinimized() {
        Answer answer = Recommendations.of(runs().runs(), new Asked(null, "auc", Direction.MINIMIZE, null));

        assertThat(answer.best().value()).isLessThan(0.66);
        assertThat(answer.best().params()).containsEntry("depth", "1");
    }

    @Test
    void tooFewRunsAreSaidToBeTooFew() {
        Answer answer = maximize(new ComparedRunsOf().repeats("depth", "3", 0.8).repeats("depth", "4", 0.9));

        assertThat(answer.separates()).isEmpty();
        assertThat(answer.conclusion()).endsWith("Too few runs to say why: 8 are needed.");
        assertThat(only(answer, Kind.MORE_RUNS).sentence()).startsWith("Make more runs: 2 say nothing of 1 parameter");
    }

    @Test
    void runsThatDifferInNothingSayNothing() {
        Answer answer = maximize(new ComparedRunsOf().repeats("depth", "3", 0.8, 0.81));

        assertThat(answer.conclusion()).contains("No parameter varies");
        assertThat(only(answer, Kind.MORE_RUNS).sentence()).isEqualTo("Vary a parameter: all 2 runs have the same.");
        assertThat(maximize(new ComparedRunsOf().run(null)).best()).isNull();
    }
}
