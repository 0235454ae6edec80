package com.aimatrix.training.tracking;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.experiment.Experiments;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes, deletes and restores runs for clients that train elsewhere. */
@Component
public class TrackedRuns {

    private final TrackedRunStore store;
    private final Experiments experiments;
    private final LogStore log;
    private final Clock clock;

    TrackedRuns(TrackedRunStore store, Experiments experiments, LogStore log, Clock clock) {
        this.store = store;
        this.experiments = experiments;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Begins a run.
     *
     * @param name or null: then the tag {@code mlflow.runName} is its name, or one is made up
     * @throws ApiProblem 404 when there is no such experiment, 400 when it is deleted or name and tag differ
     */
    @Transactional
    public TrackedRun create(long experimentId, String userId, String name, Instant startedAt, List<KeyValue> tags) {
        Experiment experiment = experiments.active(experimentId);
        String tagged = tags.stream()
                .filter(tag -> TrackedRun.NAME_TAG.equals(tag.key()))
                .map(KeyValue::value)
                .findFirst()
                .orElse(null);
        if (name != null && tagged != null && !name.equals(tagged)) {
            throw ApiProblem.badField(
                    "run_name",
                    "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='%s', mlflow.runName='%s')."
                            .formatted(name, tagged));
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        String called = name != null ? name : tagged != null ? tagged : RunNames.next();
        var run = new TrackedRun(
                id,
                experimentId,
                called,
                RunStatus.RUNNING,
                false,
                userId,
                startedAt,
                null,
                "%s/%s/artifacts".formatted(experiment.artifactLocation(), id),
                false);
        store.add(run, clock.instant());
        var all = new ArrayList<>(tags);
        if (tagged == null) {
            all.add(new KeyValue(TrackedRun.NAME_TAG, called));
        }
        log.addTags(List.of(LogEntry.tags(id, all)));
        return run;
    }

    /** @throws ApiProblem 404 when there is no such run */
    @Transactional(readOnly = true)
    public TrackedRun get(String id) {
        return find(id);
    }

    /** Those of several runs that are there, by id; deleted ones too. */
    @Transactional(readOnly = true)
    public Map<String, TrackedRun> all(List<String> ids) {
        return store.all(ids).stream().collect(Collectors.toMap(TrackedRun::id, run -> run));
    }

    /**
     * Changes a run; null leaves as it is.
     *
     * @throws ApiProblem 404 when there is no such run, 400 when it is deleted or its status is not the client's to set
     */
    @Transactional
    public TrackedRun update(String id, String name, RunStatus status, Instant endedAt) {
        TrackedRun run = active(id);
        if (run.ours() && status != null && status != run.status()) {
            throw ApiProblem.badField(
                    "status",
                    "expected none: the run %s is trained here, and is %s until its training ends or is cancelled"
                            .formatted(id, run.status()));
        }
        if (name != null && !name.isEmpty()) {
            log.addTags(List.of(LogEntry.tags(id, List.of(new KeyValue(TrackedRun.NAME_TAG, name)))));
        }
        store.update(id, status, run.ours() ? null : endedAt);
        return find(id);
    }

    /** Deleting twice changes nothing. */
    @Transactional
    public void delete(String id) {
        TrackedRun run = find(id);
        if (run.ours() && !run.status().ended()) {
            throw ApiProblem.badField(
                    "run_id", "expected a run that has ended, %s is %s; cancel it first".formatted(id, run.status()));
        }
        if (!run.deleted()) {
            store.setDeleted(id, clock.instant());
        }
    }

    @Transactional
    public void restore(String id) {
        find(id);
        store.restore(id);
    }

    /** @throws ApiProblem 404 when there is no such run or tag */
    @Transactional
    public void deleteTag(String id, String key) {
        active(id);
        if (!store.deleteTag(id, key)) {
            throw ApiProblem.notFound("tag-not-found", "No tag with name: %s in run with id %s".formatted(key, id));
        }
    }

    /** @throws ApiProblem 404 when there is no such run, 400 when it is deleted */
    TrackedRun active(String id) {
        TrackedRun run = find(id);
        if (run.deleted()) {
            throw ApiProblem.badField(
                    "run_id", "The run %s must be in the 'active' state. Current state is deleted.".formatted(id));
        }
        return run;
    }

    private TrackedRun find(String id) {
        return store.find(id)
                .orElseThrow(() -> ApiProblem.notFound("run-not-found", "Run with id=%s not found".formatted(id)));
    }
}
