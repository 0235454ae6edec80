package com.aimatrix.contracts.serving;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;
import java.util.List;

/**
 * Predictions of one request by one version. Emitted when the answer is given, by live and by shadow versions alike;
 * key is the model; the monitoring-service keeps them until outcomes arrive.
 *
 * @param requestId id of the request that was answered
 * @param shadow true when another version was live: a shadow, or a version asked for by its number
 * @param features references in the order of {@link Row#values()}
 */
public record PredictionsMade(
        String model, int version, String requestId, boolean shadow, List<String> features, List<Row> rows)
        implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.serving.predictions-made.v1";

    /**
     * @param subject the caller's id of what was predicted; outcomes are joined by it
     * @param at the time that the prediction was made for
     * @param values feature values: number, text or null
     * @param score from 0 to 1
     */
    public record Row(String subject, Instant at, List<Object> values, double score) {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.SERVING_PREDICTIONS;
    }

    @Override
    public String key() {
        return model;
    }
}
