package com.aimatrix.monitoring.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a model is judged. All times are event time.
 *
 * @param windowLength length of a window; windows are aligned to the epoch
 * @param labelDelay how long after a window's end outcomes are waited for
 * @param minLabelled labelled rows that a window needs to be judged
 * @param driftAlpha a column's change is significant below this p, adjusted over columns
 * @param psi and it matters from this population stability index
 * @param nullShareShift or from this change of the share of nulls, absolute
 * @param lossAlpha a loss of quality is significant below this p; larger than for drift, as one window decides nothing
 * @param logLossRise and it matters from this rise of the log loss over the validation's, relative
 * @param calibrationGap or from this distance between observed rate and mean score, absolute
 * @param windowsLooked how many of the newest judged windows are looked at
 * @param windowsLost in how many of them the version must have drifted and lost for retraining to be asked for
 * @param coolDown since the last request's cut, or since the version went live
 * @param automatic false: retraining is never asked for by itself
 */
public record ModelSettings(
        @NotNull @DefaultValue("7d") Duration windowLength,
        @NotNull @DefaultValue("1d") Duration labelDelay,
        @Min(1) @Max(10_000_000) @DefaultValue("500") int minLabelled,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.01")
        double driftAlpha,

        @DecimalMin("0") @DefaultValue("0.1") double psi,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.05")
        double nullShareShift,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.05")
        double lossAlpha,

        @DecimalMin("0") @DefaultValue("0.03") double logLossRise,

        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.02")
        double calibrationGap,

        @Min(1) @Max(100) @DefaultValue("3") int windowsLooked,
        @Min(1) @Max(100) @DefaultValue("2") int windowsLost,
        @NotNull @DefaultValue("28d") Duration coolDown,
        @DefaultValue("true") boolean automatic) {}
