package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Column.Scale;
import com.aimatrix.training.statistics.Correlation;
import com.aimatrix.training.statistics.Holm;
import com.aimatrix.training.statistics.KruskalWallis;
import com.aimatrix.training.statistics.Sample;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a parameter goes with a metric.
 *
 * @param spearman rank correlation; null for categories and where it is not defined
 * @param spearmanAdjusted its p after correction for all tests of all parameters (Holm)
 * @param levelsP of the test that its levels differ (Kruskal and Wallis); sees also what rises and falls again
 * @param levelsAdjusted likewise after correction
 * @param topQuarter values among the best quarter of the runs; null for categories
 * @param rest values among the others
 */
record Separation(
        String name,
        Scale scale,
        Correlation spearman,
        @JsonProperty("spearman_p_adjusted") Double spearmanAdjusted,
        @JsonProperty("levels_p") Double levelsP,
        @JsonProperty("levels_p_adjusted") Double levelsAdjusted,
        List<Level> levels,
        @JsonProperty("top_quarter") Sample topQuarter,
        Sample rest,
        @JsonIgnore Column column) {

    static final double SIGNIFICANT = 0.05;

    /** Of every parameter that varies, the clearest first. */
    static List<Separation> of(List<Column> params, List<ComparedRun> runs, String metric, Direction direction) {
        List<Separation> found = params.stream()
                .map(column -> of(column, runs, metric, direction))
                .toList();
        var tests = new ArrayList<Double>();
        found.forEach(each -> tests.add(each.spearman == null ? null : each.spearman.p()));
        found.forEach(each -> tests.add(each.levelsP));
        List<Double> adjusted = Holm.adjust(tests);
        return IntStream.range(0, found.size())
                .mapToObj(i -> found.get(i).adjusted(adjusted.get(i), adjusted.get(found.size() + i)))
                .sorted(Comparator.comparingDouble(Separation::p))
                .toList();
    }

    private static Separation of(Column column, List<ComparedRun> runs, String metric, Direction direction) {
        List<Level> levels = Level.of(column, runs, metric);
        int n = levels.stream().mapToInt(Level::n).sum();
        // With one run a level nothing is repeated that could be ranked against others.
        KruskalWallis test = 2 * levels.size() > n
                ? null
                : KruskalWallis.of(levels.stream().map(Level::measured).toList());
        Correlation spearman = column.numeric()
                ? Correlations.between(column, Column.metric(metric, runs), Correlation.Method.SPEARMAN)
                        .correlation()
                : null;
        return new Separation(
                column.name(),
                column.scale(),
                spearman,
                null,
                test == null ? null : test.p(),
                null,
                levels,
                quarter(column, runs, metric, direction, true),
                quarter(column, runs, metric, direction, false),
                column);
    }

    private static Sample quarter(
            Column column, List<ComparedRun> runs, String metric, Direction direction, boolean top) {
        if (!column.numeric()) {
            return null;
        }
        List<Integer> bestFirst = IntStream.range(0, runs.size())
                .boxed()
                .filter(i -> column.value(i) != null)
                .sorted(Comparator.comparing(i -> runs.get(i).metrics().get(metric), direction.order()))
                .toList();
        int quarter = (bestFirst.size() + 3) / 4;
        double[] values = (top ? bestFirst.subList(0, quarter) : bestFirst.subList(quarter, bestFirst.size()))
                .stream().mapToDouble(i -> column.numbers().get(i)).toArray();
        return values.length == 0 ? null : Sample.of(values, 0.95);
    }

    private Separation adjusted(Double newSpearman, Double newLevels) {
        return new Separation(name, scale, spearman, newSpearman, levelsP, newLevels, levels, topQuarter, rest, column);
    }

    /** The smaller of the two adjusted ones, 1 where there is none. */
    @JsonProperty("p_adjusted")
    double p() {
        return Math.min(orOne(spearmanAdjusted), orOne(levelsAdjusted));
    }

    private static double orOne(Double p) {
        return p == null ? 1 : p;
    }

    @JsonProperty("separates")
    boolean separates() {
        return p() < SIGNIFICANT;
    }

    Level best(Direction direction) {
        return levels.stream()
                .min(Comparator.comparing(Level::mean, direction.order()))
                .orElseThrow();
    }

    @JsonProperty("sentence")
    String sentence() {
        String trend = spearman == null
                ? ""
                : "rank correlation %s, n = %d; "
                        .formatted(Figures.text(Math.rint(spearman.coefficient() * 1e3) / 1e3), spearman.n());
        String means = levels.size() > 6
                ? "%d values".formatted(levels.size())
                : levels.stream()
                        .map(each -> "%s: mean %s of %d".formatted(each.label(), Figures.text(each.mean()), each.n()))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        return "%s %s (%s%s; %s after correction)."
                .formatted(
                        name,
                        separates()
                                ? "separates good runs from others"
                                : "does not separate good runs from others, as far as can be told",
                        trend,
                        means,
                        Figures.p(p()));
    }
}
