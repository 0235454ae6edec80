package com.aimatrix.monitoring.quality;

import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.statistics.Significance;
import java.util.Map;

/**
 * Whether quality is worse than at the validation of the version: its log loss rose, or its scores no longer meet what
 * happens. Each needs significance and a practical effect; each is null where it cannot be judged, which takes at least
 * four blocks of time with outcomes.
 *
 * <p>The tests are z tests with standard errors between blocks of time (see {@link QualityQuery}), never smaller than
 * those of independent rows. With those of independent rows alone every stormy week of flights is a loss.
 *
 * @param logLossRise over the validation's, relative; 0.1 is ten per cent worse
 * @param logLossP one-sided test that the mean loss is the validation's; the validation's standard error is widened by
 *     the same factor as that of now
 * @param logLossLost significant, and the rise is large enough
 * @param calibrationGap observed rate minus mean score over labelled rows; positive is under-predicted
 * @param calibrationP two-sided test that the gap is 0
 * @param calibrationLost significant, and the gap is large enough
 * @param designEffect how much larger the variance of the mean loss is than with independent rows, at least 1
 * @param lost one of the two, null when neither can be judged
 */
public record QualityLoss(
        Double logLossRise,
        Double logLossP,
        Boolean logLossLost,
        Double calibrationGap,
        Double calibrationP,
        Boolean calibrationLost,
        Double designEffect,
        Boolean lost) {

    private static final int LEAST_BLOCKS = 4;

    /** @param validation of the reference profile: log_loss, log_loss_stddev, rows; may lack them */
    public static QualityLoss of(Quality now, Map<String, Double> validation, ModelSettings settings) {
        boolean judged = now.blocks() >= LEAST_BLOCKS;
        Double before = validation.get("log_loss");
        Double rise = before != null && before > 0 && now.logLoss() != null ? now.logLoss() / before - 1 : null;
        Double effect = judged ? designEffect(now) : null;
        Double riseP = rise == null || effect == null ? null : riseP(now, validation, effect);
        Boolean logLossLost = riseP == null ? null : riseP < settings.lossAlpha() && rise >= settings.logLossRise();

        Double gap = now.baseRate() == null ? null : now.baseRate() - now.meanScoreLabelled();
        Double gapP = gap == null || !judged ? null : gapP(now, gap);
        Boolean calibrationLost =
                gapP == null ? null : gapP < settings.lossAlpha() && Math.abs(gap) >= settings.calibrationGap();
        return new QualityLoss(
                rise, riseP, logLossLost, gap, gapP, calibrationLost, effect, or(logLossLost, calibrationLost));
    }

    private static Double designEffect(Quality now) {
        if (now.logLossStddev() == null || now.logLossStddev() == 0) {
            return null;
        }
        double independent = now.logLossStddev() * now.logLossStddev() / now.labelled();
        return Math.max(1, now.logLossStderr() * now.logLossStderr() / independent);
    }

    private static Double riseP(Quality now, Map<String, Double> validation, double effect) {
        Double stddev = validation.get("log_loss_stddev");
        Double rows = validation.get("rows");
        if (stddev == null || rows == null || rows <= 0) {
            return null;
        }
        double variance =
                effect * (stddev * stddev / rows + now.logLossStddev() * now.logLossStddev() / now.labelled());
        return Significance.upperTail((now.logLoss() - validation.get("log_loss")) / Math.sqrt(variance));
    }

    private static Double gapP(Quality now, double gap) {
        double variance =
                Math.max(now.scoreVariance() / now.labelled(), now.calibrationStderr() * now.calibrationStderr());
        return variance > 0 ? Significance.bothTails(gap / Math.sqrt(variance)) : null;
    }

    private static Boolean or(Boolean one, Boolean other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one || other;
    }
}
