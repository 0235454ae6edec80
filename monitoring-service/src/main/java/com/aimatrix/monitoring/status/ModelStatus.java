package com.aimatrix.monitoring.status;

import com.aimatrix.monitoring.retraining.RetrainingRequest;
import java.time.Instant;
import java.util.List;

/**
 * How far the monitoring of a model is.
 *
 * @param liveVersion null when none is known
 * @param predictions rows kept, shadows included; a repeated one counts once
 * @param outcomes subjects with an outcome
 * @param newestPredictionAt event time
 * @param newestOutcomeAt event time: windows are judged up to here less the label delay
 * @param windowsJudged reports there are
 * @param windowsDue windows that could be judged now and are not
 * @param windowsOpen windows whose time has not come
 * @param settled nothing that came in is waiting to be judged
 * @param activeRetraining the request that has not ended, or null
 * @param retrainings requests so far
 */
record ModelStatus(
        String model,
        Integer liveVersion,
        List<Integer> shadowVersions,
        long predictions,
        long outcomes,
        Instant newestPredictionAt,
        Instant newestOutcomeAt,
        long windowsJudged,
        long windowsDue,
        long windowsOpen,
        boolean settled,
        RetrainingRequest activeRetraining,
        long retrainings) {}
