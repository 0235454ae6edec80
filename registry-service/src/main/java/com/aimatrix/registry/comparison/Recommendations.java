package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.registry.Comparison.Difference;
import com.aimatrix.registry.comparison.VersionComparison.Latency;
import com.aimatrix.registry.comparison.VersionComparison.MetricPair;
import com.aimatrix.registry.comparison.VersionComparison.ProfileDrift;
import com.aimatrix.registry.comparison.VersionComparison.Recommendation;
import com.aimatrix.registry.comparison.VersionComparison.SignatureChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison says: promote what is better beyond doubt in one metric and worse beyond doubt in none, keep what is worse in one and
 * better in none, and leave the rest open. Beyond doubt is an interval of the difference that leaves out zero.
 */
final class Recommendations {

    private static final double LARGE_PSI = 0.25;
    private static final double SLOWER = 2;

    private Recommendations() {}

    static Recommendation of(
            List<MetricPair> metrics,
            boolean sameRows,
            SignatureChange signature,
            Latency latency,
            List<ProfileDrift> drift) {
        var reasons = new ArrayList<String>();
        int better = 0;
        int worse = 0;
        for (MetricPair each : metrics) {
            if (each.interval() == null || each.interval().low() == null || each.higherIsBetter() == null) {
                continue;
            }
            int sign = sign(each.interval()) * (each.higherIsBetter() ? 1 : -1);
            better += sign > 0 ? 1 : 0;
            worse += sign < 0 ? 1 : 0;
            reasons.add(sentence(each, sign));
        }
        if (!sameRows) {
            reasons.add(
                    "The two were not measured on the same rows: the differences of their metrics may be those of the rows.");
        } else if (better + worse == 0 && reasons.isEmpty()) {
            reasons.add("No interval of a difference is known: the scores on the same rows were not kept.");
        }
        boolean blocked = signatureReason(signature, reasons) | latencyReason(latency, reasons);
        driftReason(drift, reasons);
        return new Recommendation(verdict(better, worse, blocked), List.copyOf(reasons));
    }

    private static String verdict(int better, int worse, boolean blocked) {
        if (worse > 0 && better == 0) {
            return "KEEP";
        }
        return better > 0 && worse == 0 && !blocked ? "PROMOTE" : "UNDECIDED";
    }

    private static int sign(Difference interval) {
        if (interval.low() > 0) {
            return 1;
        }
        return interval.high() < 0 ? -1 : 0;
    }

    private static String sentence(MetricPair pair, int sign) {
        String figures = "%s differs by %+.5f (95 %% from %+.5f to %+.5f)"
                .formatted(
                        pair.name(),
                        pair.interval().value(),
                        pair.interval().low(),
                        pair.interval().high());
        if (sign == 0) {
            return figures + ", which may be chance.";
        }
        return figures + (sign > 0 ? ", which is better." : ", which is worse.");
    }

    private static boolean signatureReason(SignatureChange signature, List<String> reasons) {
        if (Boolean.FALSE.equals(signature.compatible())) {
            reasons.add("Callers of the baseline cannot call the candidate: its signature wants something else.");
            return true;
        }
        return false;
    }

    private static boolean latencyReason(Latency latency, List<String> reasons) {
        if (latency == null || latency.candidate() == null || latency.baseline() == null) {
            return false;
        }
        double mine = latency.candidate().p99Ms();
        double theirs = latency.baseline().p99Ms();
        reasons.add("p99 of a prediction is %.3f ms against %.3f ms.".formatted(mine, theirs));
        return mine > SLOWER * theirs && mine > 1;
    }

    private static void driftReason(List<ProfileDrift> drift, List<String> reasons) {
        List<String> moved = drift.stream()
                .filter(each -> each.psi() != null && each.psi() > LARGE_PSI)
                .map(each -> "%s (PSI %.2f)".formatted(each.feature(), each.psi()))
                .toList();
        if (!moved.isEmpty()) {
            reasons.add("The training data moved in %s.".formatted(String.join(", ", moved)));
        }
    }
}
