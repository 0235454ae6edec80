package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Column.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where to go on when the best value of a parameter lies at the edge of what was tried. */
final class Extension {

    private static final int FEWEST_VALUES = 3;

    private Extension() {}

    /**
     * Null where the best value is not at the edge, where the metric does not get better towards it, or where nothing lies
     * beyond: no number below 0 is proposed for what was never negative, none above 1 for what may be a share.
     *
     * @param best value of the best run
     */
    static Suggestion of(Separation of, Double best, Direction direction) {
        List<Double> values =
                of.column().distinct().stream().map(Double.class::cast).toList();
        if (best == null || values.size() < FEWEST_VALUES || of.spearman() == null) {
            return null;
        }
        int last = values.size() - 1;
        boolean upper = best.equals(values.get(last));
        boolean lower = best.equals(values.get(0));
        boolean betterUpwards = of.spearman().coefficient() * direction.sign() > 0;
        if (!(upper && betterUpwards) && !(lower && !betterUpwards)) {
            return null;
        }
        double neighbour = values.get(upper ? last - 1 : 1);
        double next = next(best, neighbour, of.scale());
        boolean share = of.scale() == Scale.LINEAR && values.get(0) >= 0 && values.get(last) <= 1 && !isWhole(values);
        if (values.get(0) >= 0 && (next < 0 || next == 0 && values.get(0) > 0) || share && next >= 1) {
            return null;
        }
        double proposed = isWhole(values) ? Math.rint(next) : rounded(next);
        var figures = new TreeMap<String, Object>();
        figures.put("best_value", best);
        figures.put("tried_from", values.get(0));
        figures.put("tried_to", values.get(last));
        figures.put("rank_correlation", of.spearman().coefficient());
        figures.put("n", of.spearman().n());
        figures.put("p_adjusted", of.p());
        return new Suggestion(
                Suggestion.Kind.EXTEND_RANGE,
                Map.of(of.name(), proposed),
                "Try %s = %s: the best run has %s, the %s of the values tried (%s to %s), and the metric gets better towards it (rank correlation %s, n = %d, %s after correction%s)."
                        .formatted(
                                of.name(),
                                Figures.text(proposed),
                                Figures.text(best),
                                upper ? "largest" : "smallest",
                                Figures.text(values.get(0)),
                                Figures.text(values.get(last)),
                                Figures.text(Math.rint(of.spearman().coefficient() * 1e3) / 1e3),
                                of.spearman().n(),
                                Figures.p(of.p()),
                                of.separates() ? "" : ": it may be chance"),
                figures);
    }

    /** As far again as from the neighbour to the edge: by factor where the values span orders of magnitude. */
    private static double next(double edge, double neighbour, Scale scale) {
        // A random search has neighbours close by; a step that changes nothing is no step.
        return scale == Scale.LOG
                ? edge * (edge > neighbour ? Math.max(2, edge / neighbour) : Math.min(0.5, edge / neighbour))
                : edge + Math.copySign(Math.max(Math.abs(edge - neighbour), Math.abs(edge) * 0.1), edge - neighbour);
    }

    private static boolean isWhole(List<Double> values) {
        return values.stream().allMatch(each -> each == Math.rint(each));
    }

    /** To three digits: nobody wants to try 0.30000000000000004. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
