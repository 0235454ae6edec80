package com.aimatrix.contracts;

import java.util.List;

/**
 * The Kafka topics of the platform. A deployment may put a namespace in front of each name
 * ({@code aimatrix.kafka.namespace}). Every record is a CloudEvent in binary mode: attributes in {@code ce_*} headers,
 * JSON in the value.
 */
public final class Topics {

    /** Events of the product, into the feature-service. The type names the event source that describes them. */
    public static final String FEATURE_EVENTS = "feature.events";

    /** What was made of what, as OpenLineage events of the feature-service; for catalogues outside, so nobody here listens. */
    public static final String LINEAGE_EVENTS = "lineage.events";

    /** A run of the training-service changed its status. */
    public static final String TRAINING_RUNS = "training.runs";

    /** The desired state of a model's deployment; compacted by model. */
    public static final String REGISTRY_DEPLOYMENTS = "registry.deployments";

    /**
     * What changed in the registry: models, versions, aliases, decisions of the gate. Not compacted, and so not one with the
     * deployments: the newest event of a model does not hold what those before it told.
     */
    public static final String REGISTRY_CHANGES = "registry.changes";

    /** Predictions that were answered. */
    public static final String SERVING_PREDICTIONS = "serving.predictions";

    /** Outcomes (labels) that became known, from the product into the monitoring-service. */
    public static final String MONITORING_OUTCOMES = "monitoring.outcomes";

    /** The monitoring-service asks for a model to be trained anew. */
    public static final String MONITORING_RETRAINING_REQUESTS = "monitoring.retraining-requests";

    /** What is appended to a topic's name for records that could not be read; the reason is in a header. */
    public static final String DEAD_LETTER_SUFFIX = ".dead-letter";

    private Topics() {}

    /** A topic as it is created. */
    public record Spec(String name, int partitions, boolean compacted) {}

    /** Every topic, and a dead-letter topic for each that is listened to here. */
    public static List<Spec> all() {
        return List.of(
                new Spec(FEATURE_EVENTS, 4, false),
                new Spec(FEATURE_EVENTS + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(LINEAGE_EVENTS, 1, false),
                new Spec(TRAINING_RUNS, 1, false),
                new Spec(TRAINING_RUNS + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(REGISTRY_DEPLOYMENTS, 1, true),
                new Spec(REGISTRY_DEPLOYMENTS + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(REGISTRY_CHANGES, 1, false),
                new Spec(REGISTRY_CHANGES + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(SERVING_PREDICTIONS, 2, false),
                new Spec(SERVING_PREDICTIONS + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(MONITORING_OUTCOMES, 2, false),
                new Spec(MONITORING_OUTCOMES + DEAD_LETTER_SUFFIX, 1, false),
                new Spec(MONITORING_RETRAINING_REQUESTS, 1, false),
                new Spec(MONITORING_RETRAINING_REQUESTS + DEAD_LETTER_SUFFIX, 1, false));
    }
}
