package com.aimatrix.training.run;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.RunData;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run is and has done so far.
 *
 * @param status QUEUED, RUNNING, FINISHED, FAILED or KILLED
 * @param reason why it failed or was killed, else null
 * @param version the version that the registry gave, or null
 * @param promotion PROMOTED, REFUSED or null; the reasons are in the tag {@code promotion_reasons}
 * @param metrics the newest value of each
 * @param seconds null for stages that were not reached
 * @param document the run document as it was accepted
 */
public record RunReport(
        @JsonProperty("run_id") String runId,
        @JsonProperty("run_name") String runName,
        @JsonProperty("experiment_id") String experimentId,
        @JsonProperty("experiment_name") String experimentName,
        String status,
        String reason,
        String model,
        Integer version,
        String promotion,
        @JsonProperty("retraining_request_id") String retrainingRequestId,
        Map<String, String> params,
        Map<String, Double> metrics,
        Map<String, String> tags,
        Dataset dataset,
        Seconds seconds,
        @JsonProperty("artifact_uri") String artifactUri,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") Instant endedAt,
        @JsonRawValue String document) {

    /** @param sha256 hex hash of the uncompressed CSV */
    public record Dataset(@JsonProperty("training_set_id") String trainingSetId, Long rows, String sha256) {}

    /** Wall time of each stage. */
    public record Seconds(@JsonProperty("training_set") Double trainingSet, Double training, Double registration) {}

    static RunReport of(Run run, RunData data) {
        return new RunReport(
                run.getId(),
                run.name(),
                run.experiment().id().toString(),
                run.experiment().name(),
                run.status().name(),
                run.reason(),
                run.model(),
                run.version(),
                run.promotion(),
                run.retrainingRequestId(),
                texts(data.params()),
                metrics(data),
                texts(data.tags()),
                run.trainingSetId() == null
                        ? null
                        : new Dataset(run.trainingSetId(), run.datasetRows(), run.datasetSha256()),
                new Seconds(run.trainingSetSeconds(), run.trainingSeconds(), run.registrationSeconds()),
                run.artifactUri(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                run.document());
    }

    private static Map<String, String> texts(List<KeyValue> list) {
        var texts = new TreeMap<String, String>();
        list.forEach(each -> texts.put(each.key(), each.value()));
        return texts;
    }

    /** JSON has no NaN: a metric that is none is null. */
    private static Map<String, Double> metrics(RunData data) {
        var metrics = new TreeMap<String, Double>();
        data.metrics().forEach(each -> metrics.put(each.key(), Double.isNaN(each.value()) ? null : each.value()));
        return metrics;
    }
}
