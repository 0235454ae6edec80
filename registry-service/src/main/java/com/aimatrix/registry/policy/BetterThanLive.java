package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.Promotion;
import java.util.Map;

/**
 * On the same labelled rows the version's log loss is below the live version's.
 *
 * @param minRows rows that the comparison must have at least; null is {@value #DEFAULT_MIN_ROWS}
 * @param minGain by how much the log loss must be lower (nats a row), from 0; null is 0: any gain
 */
record BetterThanLive(String name, Long minRows, Double minGain) implements Check {

    static final long DEFAULT_MIN_ROWS = 1_000;

    private static final String METRIC = "log_loss";

    BetterThanLive {
        minRows = minRows == null ? DEFAULT_MIN_ROWS : minRows;
        minGain = minGain == null ? 0.0 : minGain;
    }

    @Override
    public String fault() {
        if (minRows < 1) {
            return "minRows: expected at least 1, got " + minRows;
        }
        return minGain < 0 ? "minGain: expected at least 0, got " + minGain : null;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        if (candidate.live() == null) {
            return new Promotion.Check(
                    name, true, null, minGain, "Nothing is live yet: there is nothing to be better than.");
        }
        int live = candidate.live().version();
        Comparison comparison = candidate.version().comparison();
        if (comparison == null) {
            return refused("The version was not compared with version %d, which is live.".formatted(live));
        }
        if (comparison.liveVersion() != live) {
            return refused("The version was compared with version %d, but version %d is live."
                    .formatted(comparison.liveVersion(), live));
        }
        if (comparison.rows() < minRows) {
            return new Promotion.Check(
                    name,
                    false,
                    (double) comparison.rows(),
                    (double) minRows,
                    "The comparison has %d rows, expected at least %d.".formatted(comparison.rows(), minRows));
        }
        return compare(comparison, live);
    }

    private Promotion.Check compare(Comparison comparison, int live) {
        Double mine = metric(comparison.candidate());
        Double theirs = metric(comparison.live());
        if (mine == null || theirs == null) {
            return refused("The comparison lacks %s of %s."
                    .formatted(METRIC, mine == null ? "the version" : "version " + live));
        }
        double gain = theirs - mine;
        boolean passed = gain > 0 && gain >= minGain;
        return new Promotion.Check(
                name,
                passed,
                gain,
                minGain,
                "On %d rows the %s is %.5f against %.5f of version %d%s"
                        .formatted(
                                comparison.rows(),
                                METRIC,
                                mine,
                                theirs,
                                live,
                                passed ? "." : ", expected it lower by at least %s.".formatted(minGain)));
    }

    private static Double metric(Map<String, Double> metrics) {
        return metrics == null ? null : metrics.get(METRIC);
    }

    private Promotion.Check refused(String message) {
        return new Promotion.Check(name, false, null, minGain, message);
    }
}
