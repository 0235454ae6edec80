package com.aimatrix.monitoring.window;

import com.aimatrix.monitoring.drift.DriftReport;
import com.aimatrix.monitoring.quality.Quality;
import com.aimatrix.monitoring.quality.QualityLoss;
import java.time.Instant;

/**
 * What was found in a window.
 *
 * @param state EVALUATED, or WAITING when rows came in after it was judged; it is judged again then
 * @param enough whether there were enough labelled rows to judge
 * @param loss null when it was not judged
 * @param drift null when the version has no reference profile
 * @param evaluatedAt wall-clock time
 */
public record WindowReport(
        String model,
        int version,
        Instant startsAt,
        Instant endsAt,
        String state,
        boolean enough,
        Quality quality,
        QualityLoss loss,
        DriftReport drift,
        Instant evaluatedAt) {

    /** Drifted and lost: what retraining is asked for when it lasts. */
    public boolean isBad() {
        return enough
                && drift != null
                && Boolean.TRUE.equals(drift.drifted())
                && loss != null
                && Boolean.TRUE.equals(loss.lost());
    }
}
