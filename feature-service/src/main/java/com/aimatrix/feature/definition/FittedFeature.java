package com.aimatrix.feature.definition;

import com.aimatrix.transform.fitting.Fitted;
import java.time.Instant;

/**
 * What a transformation was fitted to.
 *
 * @param rows values that it was fitted on
 * @param from values at or after this time; null is no limit
 * @param to values before this time; null is no limit
 * @param dataCut what had arrived by then was used
 */
public record FittedFeature(
        Fitted parameters, long rows, Instant from, Instant to, Instant dataCut, Instant fittedAt) {}
