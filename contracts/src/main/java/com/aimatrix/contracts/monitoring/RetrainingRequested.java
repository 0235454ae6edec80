package com.aimatrix.contracts.monitoring;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;

/**
 * A model should be trained anew. Emitted in the transaction that records the request; key is the model; the
 * training-service repeats the live version's run document on data up to the cut.
 *
 * @param version the version that is live
 * @param trigger DRIFT, SCHEDULE or MANUAL
 * @param reason one line that says why, with figures
 * @param cut nothing that became known after this time may be used
 */
public record RetrainingRequested(
        String requestId, String model, int version, String trigger, String reason, Instant cut)
        implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.monitoring.retraining-requested.v1";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.MONITORING_RETRAINING_REQUESTS;
    }

    @Override
    public String key() {
        return model;
    }
}
