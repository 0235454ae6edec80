package com.aimatrix.monitoring.retraining;

import com.aimatrix.monitoring.drift.ColumnDrift;
import com.aimatrix.monitoring.quality.Quality;
import com.aimatrix.monitoring.quality.QualityLoss;
import com.aimatrix.monitoring.window.WindowReport;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** One line that says why, with the figures of the newest bad window. */
final class RetrainingReason {

    private RetrainingReason() {}

    /** @param bad newest first, at least one */
    static String of(List<WindowReport> looked, List<WindowReport> bad) {
        WindowReport newest = bad.get(0);
        var line = new StringBuilder(text(
                "v%d drifted and lost in %d of its last %d windows; from %s to %s",
                newest.version(),
                bad.size(),
                looked.size(),
                newest.startsAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                newest.endsAt().atOffset(ZoneOffset.UTC).toLocalDate()));
        newest.drift().columns().stream()
                .filter(column -> Boolean.TRUE.equals(column.drifted()))
                .filter(column -> Objects.nonNull(column.psi()))
                .max(Comparator.comparing(ColumnDrift::psi))
                .ifPresent(column -> line.append(text(
                        ": %d drifted, furthest %s with PSI %.2f",
                        newest.drift().driftedFeatures().size()
                                + (Boolean.TRUE.equals(newest.drift().scoreDrifted()) ? 1 : 0),
                        column.name(),
                        column.psi())));
        Quality quality = newest.quality();
        QualityLoss loss = newest.loss();
        if (loss.logLossRise() != null) {
            line.append(
                    text("; log loss %.4f, %+.1f %% over the validation", quality.logLoss(), 100 * loss.logLossRise()));
        }
        if (loss.calibrationGap() != null) {
            line.append(text(
                    "; mean score %.3f against an observed rate of %.3f",
                    quality.meanScoreLabelled(), quality.baseRate()));
        }
        return line.append(text(" (n = %d)", quality.labelled())).toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
