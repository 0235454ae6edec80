package com.aimatrix.contracts.registry;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;

/**
 * A registered model changed. Emitted in the transaction that changes it; key is the model's name, for a rename the name before;
 * whoever keeps a list of models listens.
 *
 * @param change CREATED, DESCRIBED, RENAMED, DELETED, TAG_SET, TAG_DELETED, ALIAS_SET, ALIAS_DELETED or POLICY_SET
 * @param name of the tag or alias; of a renamed model the name after
 * @param value of the tag; of an alias that was set the number of the version that it points to; else null
 */
public record ModelChanged(String model, String change, String name, String value, Instant at)
        implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.registry.model-changed.v1";

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
