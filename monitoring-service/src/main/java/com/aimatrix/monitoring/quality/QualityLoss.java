package com.aimatrix.monitoring.quality;

import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.statistics.Significance;
import java.util.Map;

/**
 * Whether quality is worse than at the validation of the version: its log loss rose, or its scores no longer meet what
 * happens. Each needs significance and a practical effect; each is null where it cannot be judged.
 *
 * @param logLossRise over the validation's, relative; 0.1 is ten per cent worse
 * @param logLossP one-sided two-sample z test of the mean loss, unequal variances (Welch's statistic, normal
 *     approximation)
 * @param logLossLost significant, and the rise is large enough
 * @param calibrationGap observed rate minus mean score over labelled rows; positive is under-predicted
 * @param calibrationP two-sided z test that labels are drawn with the scores as their probabilities (Spiegelhalter's
 *     assumption; the statistic is the sum of label - score over the root of the sum of score (1 - score))
 * @param calibrationLost significant, and the gap is large enough
 * @param lost one of the two, null when neither can be judged
 */
public record QualityLoss(
        Double logLossRise,
        Double logLossP,
        Boolean logLossLost,
        Double calibrationGap,
        Double calibrationP,
        Boolean calibrationLost,
        Boolean lost) {

    /** @param validation of the reference profile: log_loss, log_loss_stddev, rows; may lack them */
    public static QualityLoss of(Quality now, Map<String, Double> validation, ModelSettings settings) {
        Double rise = null;
        Double riseP = null;
        Boolean logLossLost = null;
        Double before = validation.get("log_loss");
        Double beforeStddev = validation.get("log_loss_stddev");
        Double beforeRows = validation.get("rows");
        if (before != null && before > 0 && now.logLoss() != null) {
            rise = now.logLoss() / before - 1;
            if (beforeStddev != null && beforeRows != null && beforeRows > 0 && now.logLossStddev() != null) {
                double variance = beforeStddev * beforeStddev / beforeRows
                        + now.logLossStddev() * now.logLossStddev() / now.labelled();
                riseP = variance > 0 ? Significance.upperTail((now.logLoss() - before) / Math.sqrt(variance)) : null;
            }
            logLossLost = riseP == null ? null : riseP < settings.lossAlpha() && rise >= settings.logLossRise();
        }
        Double gap = null;
        Double gapP = null;
        Boolean calibrationLost = null;
        if (now.baseRate() != null && now.meanScoreLabelled() != null) {
            gap = now.baseRate() - now.meanScoreLabelled();
            double variance = now.scoreVariance() / now.labelled();
            gapP = variance > 0 ? Significance.bothTails(gap / Math.sqrt(variance)) : null;
            calibrationLost =
                    gapP == null ? null : gapP < settings.lossAlpha() && Math.abs(gap) >= settings.calibrationGap();
        }
        return new QualityLoss(rise, riseP, logLossLost, gap, gapP, calibrationLost, or(logLossLost, calibrationLost));
    }

    private static Boolean or(Boolean one, Boolean other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one || other;
    }
}
