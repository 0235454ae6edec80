package com.aimatrix.contracts.registry;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;

/**
 * A version of a model changed. Emitted in the transaction that changes it; key is the model; whoever keeps a list of versions, or
 * of what became of a run or a logged model, listens.
 *
 * @param change CREATED, DESCRIBED, STAGE_CHANGED, TAG_SET, TAG_DELETED or DELETED
 * @param stage after the change
 * @param semver after the change
 * @param source where whoever registered it said that the model lies
 * @param runId the run that made it, or null
 * @param loggedModelId the logged model of MLflow's that it was made of, or null
 * @param name of the tag; else null
 * @param value of the tag that was set; else null
 */
public record VersionChanged(
        String model,
        int version,
        String change,
        String stage,
        String semver,
        String source,
        String runId,
        String loggedModelId,
        String name,
        String value,
        Instant at)
        implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.registry.version-changed.v1";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.REGISTRY_CHANGES;
    }

    @Override
    public String key() {
        return model;
    }
}
