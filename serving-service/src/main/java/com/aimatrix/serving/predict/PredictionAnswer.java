package com.aimatrix.serving.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Predictions in the order of the rows.
 *
 * @param version the version that answered
 * @param requestId under which the predictions are logged
 */
record PredictionAnswer(String model, int version, String requestId, List<Prediction> predictions) {

    /** @param score probability of label 1; @param featuresMissing features of the row without a value */
    record Prediction(
            String subject,
            double score,
            @JsonProperty("features_missing") int featuresMissing) {}
}
