package com.aimatrix.training.comparison;

import com.aimatrix.training.statistics.SampleSize;

/**
 * What a comparison of two groups means, in one or a few plain sentences.
 *
 * @param comparisons that were corrected for
 */
record Verdict(GroupComparison of, double confidence, int comparisons) {

    /** Below it a test of means leans on two or three values. */
    private static final int FEW = 5;

    private static final double POWER = 0.8;
    private static final int MOST_WORTH_SAYING = 1_000;

    String sentence() {
        if (of.welch() == null) {
            return "Too few runs to say anything: %s has %d and %s has %d; at least 2 each are needed, %d or more say something."
                    .formatted(of.a(), of.countA(), of.b(), of.countB(), FEW);
        }
        if (of.welch().p() == null) {
            return of.welch().difference() == 0
                    ? "%s and %s gave the same value in every run.".formatted(of.a(), of.b())
                    : "No test applies, as neither group varies: all %d runs of %s lie %s %s all %d of %s."
                            .formatted(of.countA(), of.a(), size(), side(), of.countB(), of.b());
        }
        return of.differ(confidence) ? difference() + ranks() + basis() : noDifference() + basis();
    }

    private String difference() {
        return "%s is %s %s %s (%s interval of the difference %s to %s, n = %d and %d; %s%s, Hedges' g %s)."
                .formatted(
                        of.a(),
                        size(),
                        side(),
                        of.b(),
                        Figures.percent(confidence),
                        Figures.text(of.welch().low()),
                        Figures.text(of.welch().high()),
                        of.countA(),
                        of.countB(),
                        Figures.p(of.welchAdjusted()),
                        corrected(),
                        Figures.text(of.hedgesG()));
    }

    private String noDifference() {
        String found =
                "No difference between %s and %s can be told from chance: %s, with a %s interval of %s to %s (n = %d and %d; %s%s)."
                        .formatted(
                                of.a(),
                                of.b(),
                                of.welch().difference() == 0
                                        ? "the means are equal"
                                        : "the first is %s %s".formatted(size(), side()),
                                Figures.percent(confidence),
                                Figures.text(of.welch().low()),
                                Figures.text(of.welch().high()),
                                of.countA(),
                                of.countB(),
                                Figures.p(of.welchAdjusted()),
                                corrected());
        Integer needed = SampleSize.each(of.hedgesG(), confidence, POWER);
        return needed == null || needed > MOST_WORTH_SAYING || needed <= Math.min(of.countA(), of.countB())
                ? found
                : "%s If it is as large as it looks, about %d runs of each would show it.".formatted(found, needed);
    }

    /** The rank test asks less of the values; with very few runs it cannot agree. */
    private String ranks() {
        if (of.mannWhitneyAdjusted() == null || of.mannWhitneyAdjusted() < 1 - confidence) {
            return "";
        }
        boolean possible = comparisons * SampleSize.leastRankP(of.countA(), of.countB()) < 1 - confidence;
        return " The rank test %s (%s%s)."
                .formatted(
                        possible ? "does not confirm it" : "cannot confirm it with so few runs",
                        Figures.p(of.mannWhitneyAdjusted()),
                        corrected());
    }

    private String basis() {
        return Math.min(of.countA(), of.countB()) < FEW
                ? " Fewer than %d runs in a group are a weak basis.".formatted(FEW)
                : "";
    }

    private String size() {
        return Figures.text(Math.abs(of.welch().difference()));
    }

    private String side() {
        return of.welch().difference() > 0 ? "above" : "below";
    }

    private String corrected() {
        return comparisons > 1 ? " after correction for %d comparisons".formatted(comparisons) : "";
    }
}
