package com.aimatrix.contracts.monitoring;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;
import java.util.List;

/**
 * Outcomes of earlier predictions became known. Emitted by the product whenever it learns them, in any order and as
 * often as it likes (the newest {@code observedAt} of a subject counts); key is the model.
 */
public record OutcomesObserved(String model, List<Row> rows) implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.monitoring.outcomes-observed.v1";

    /**
     * @param subject as in the prediction
     * @param label 0 or 1
     * @param observedAt when it became known
     */
    public record Row(String subject, double label, Instant observedAt) {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.MONITORING_OUTCOMES;
    }

    @Override
    public String key() {
        return model;
    }
}
