package com.aimatrix.training.loggedmodel;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.loggedmodel.LoggedModel.Status;
import com.aimatrix.training.tracking.KeyValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes and deletes logged models. */
@Component
public class LoggedModels {

    private final LoggedModelStore store;
    private final Experiments experiments;
    private final Clock clock;

    LoggedModels(LoggedModelStore store, Experiments experiments, Clock clock) {
        this.store = store;
        this.experiments = experiments;
        this.clock = clock;
    }

    /**
     * What a model is made of.
     *
     * @param name or empty, then the id is its name
     * @param sourceRunId the run that made it, as the client says, or null
     */
    public record New(
            long experimentId,
            String name,
            String modelType,
            String sourceRunId,
            List<KeyValue> params,
            List<KeyValue> tags) {}

    /** @throws ApiProblem 404 when there is no such experiment, 400 when it is deleted */
    @Transactional
    public LoggedModel create(New model) {
        Experiment experiment = experiments.active(model.experimentId());
        String id = "m-" + UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.instant();
        var made = new LoggedModel(
                id,
                model.experimentId(),
                model.name().isEmpty() ? id : model.name(),
                model.sourceRunId(),
                "%s/models/%s/artifacts".formatted(experiment.artifactLocation(), id),
                Status.PENDING,
                null,
                model.modelType(),
                model.params(),
                model.tags(),
                now,
                now,
                List.of());
        store.add(made);
        return made;
    }

    /** @throws ApiProblem 404 when there is no such model or it is deleted */
    @Transactional(readOnly = true)
    public LoggedModel get(String id) {
        LoggedModel model = store.find(id).orElseThrow(() -> missing(id));
        return model.with(store.metrics(List.of(id)).getOrDefault(id, List.of()));
    }

    /** Says whether its files are there. */
    @Transactional
    public LoggedModel finish(String id, Status status) {
        lock(id);
        store.setStatus(id, status, clock.instant());
        return get(id);
    }

    /** @throws ApiProblem 404 when there is no such model, 400 when a param has another value */
    @Transactional
    public void logParams(String id, List<KeyValue> params) {
        Map<String, String> known =
                lock(id).params().stream().collect(Collectors.toMap(KeyValue::key, KeyValue::value));
        for (KeyValue each : params) {
            String before = known.put(each.key(), each.value());
            if (before != null && !before.equals(each.value())) {
                throw ApiProblem.badField(
                        "params",
                        "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for model ID='%s'. Attempted logging new value '%s'."
                                .formatted(each.key(), before, id, each.value()));
            }
        }
        store.setParams(id, params, clock.instant());
    }

    @Transactional
    public LoggedModel setTags(String id, List<KeyValue> tags) {
        lock(id);
        store.setTags(id, tags, clock.instant());
        return get(id);
    }

    /** @throws ApiProblem 404 when there is no such model or tag */
    @Transactional
    public void deleteTag(String id, String key) {
        if (lock(id).tags().stream().noneMatch(tag -> tag.key().equals(key))) {
            throw ApiProblem.notFound(
                    "tag-not-found", "No tag with key '%s' found for model with ID '%s'.".formatted(key, id));
        }
        store.deleteTag(id, key, clock.instant());
    }

    @Transactional
    public void delete(String id) {
        lock(id);
        store.setDeleted(id, clock.instant());
    }

    private LoggedModel lock(String id) {
        return store.lock(id).orElseThrow(() -> missing(id));
    }

    private static ApiProblem missing(String id) {
        return ApiProblem.notFound("logged-model-not-found", "Logged model with ID '%s' not found.".formatted(id));
    }
}
