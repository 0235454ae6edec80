package com.aimatrix.training.forwarding;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.TrackedRun;
import java.util.List;

/**
 * What a server is to be told of a run.
 *
 * @param experiment the name of its experiment
 * @param data all of it as it is now, points left out
 * @param params that are new, likewise tags
 * @param points in the order in which they were logged
 */
record RunUpdate(
        TrackedRun run,
        String experiment,
        RunData data,
        List<KeyValue> params,
        List<KeyValue> tags,
        List<MetricPoint> points) {

    /** Tag at other servers: the id of the run here. */
    static final String SOURCE = "aimatrix.run_id";
}
