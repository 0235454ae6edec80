package com.aimatrix.training.comparison;

import com.aimatrix.training.document.Fields;
import java.util.List;

/**
 * Asks how a metric goes with parameters.
 *
 * @param params null for all that vary
 */
record MetricByParams(RunChoice runs, String metric, List<String> params) {

    static MetricByParams read(Fields fields) {
        return new MetricByParams(RunChoice.read(fields), Question.metric(fields), Question.names(fields, "params"));
    }
}
