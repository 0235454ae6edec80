package com.aimatrix.training.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/**
 * How a worker is going: one JSON object a line on its standard output. The last is {@link Done} or {@link Failed}; a
 * worker that ends without either was killed or crashed, and may be started again on the same folder.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Started.class, name = "started"),
    @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = WorkerMessage.Metric.class, name = "metric"),
    @JsonSubTypes.Type(value = WorkerMessage.Done.class, name = "done"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed")
})
public sealed interface WorkerMessage {

    /**
     * The data is read and sound.
     *
     * @param trainRows rows that train, 0 in an evaluation
     * @param evaluationRows rows that validate or are evaluated
     * @param unlabelledRows rows left out because they have no label
     * @param seconds that the reading took
     */
    record Started(int trainRows, int evaluationRows, int unlabelledRows, double seconds) implements WorkerMessage {}

    /**
     * An epoch is over and its checkpoint on disk. A worker that goes on from a checkpoint tells of the epochs before it
     * again.
     *
     * @param epoch from 1
     * @param metrics train_loss, val_loss, val_auc (left out when undefined), lr, samples_per_s
     */
    record Epoch(int epoch, Map<String, Double> metrics) implements WorkerMessage {}

    /**
     * A model was measured.
     *
     * @param name {@value EvaluationReport#CANDIDATE} for the trained one, else the opponent's
     * @param metrics by name, undefined ones left out
     */
    record Metric(String name, Map<String, Double> metrics) implements WorkerMessage {}

    /** Everything is written. */
    record Done(double seconds) implements WorkerMessage {}

    /** It cannot be done, however often it is tried; @param reason for a person */
    record Failed(String reason) implements WorkerMessage {}
}
