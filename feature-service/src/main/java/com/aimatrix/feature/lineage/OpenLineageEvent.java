package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What was made of what, for catalogues outside. Emitted when a view is registered or changed, when a training set gets another
 * status, and when the training-service tells of a run; key is the name of the job.
 *
 * @param document JSON as OpenLineage's own library writes it: the whole value of the record
 */
record OpenLineageEvent(String key, @JsonValue @JsonRawValue String document) implements PlatformEvent {

    static final String TYPE = "com.aimatrix.feature.openlineage.v1";

    /** With room for what goes around it, since Kafka takes no more than 1 MiB. */
    private static final int LARGEST_BYTES = 800_000;

    /** @param brief what is told where the whole does not fit into a record */
    static OpenLineageEvent of(String job, OpenLineage.BaseEvent whole, Supplier<OpenLineage.BaseEvent> brief) {
        String document = OpenLineageClientUtils.toJson(whole);
        return document.getBytes(StandardCharsets.UTF_8).length <= LARGEST_BYTES
                ? new OpenLineageEvent(job, document)
                : new OpenLineageEvent(job, OpenLineageClientUtils.toJson(brief.get()));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.LINEAGE_EVENTS;
    }
}
