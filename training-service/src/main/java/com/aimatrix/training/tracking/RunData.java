package com.aimatrix.training.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run has logged, each list ordered by key.
 *
 * @param metrics the newest point of each
 * @param inputs data and models that it has used and made
 */
public record RunData(List<MetricPoint> metrics, List<KeyValue> params, List<KeyValue> tags, RunInputs inputs) {

    /** Of a run that has logged nothing; can be added to. */
    static RunData empty() {
        return new RunData(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), RunInputs.empty());
    }
}
