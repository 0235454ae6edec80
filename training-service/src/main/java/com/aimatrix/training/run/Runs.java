package com.aimatrix.training.run;

import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.queue.Job.Kind;
import com.aimatrix.training.queue.Jobs;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.LogEntry;
import com.aimatrix.training.tracking.MetricHistories;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.RunLog;
import com.aimatrix.training.tracking.RunStatus;
import com.aimatrix.training.tracking.TrackedRun;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Orders, shows and cancels runs. */
@Component
public class Runs {

    private final RunRepository repository;
    private final RunLog log;
    private final RunDataStore data;
    private final MetricHistories histories;
    private final Experiments experiments;
    private final Jobs jobs;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    Runs(
            RunRepository repository,
            RunLog log,
            RunDataStore data,
            MetricHistories histories,
            Experiments experiments,
            Jobs jobs,
            Outbox outbox,
            JsonMapper json,
            Clock clock) {
        this.repository = repository;
        this.log = log;
        this.data = data;
        this.histories = histories;
        this.experiments = experiments;
        this.jobs = jobs;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** Queues a run. */
    @Transactional
    public RunReport order(RunDocument document) {
        return order(document, Map.of(), null);
    }

    /** Queues a run that a retraining request asked for. */
    @Transactional
    public RunReport order(RunDocument document, Map<String, String> tags, String retrainingRequestId) {
        Run run = make(document.experimentName(), document.runName(), document, tags, retrainingRequestId);
        jobs.add(Kind.TRAIN, run.getId());
        return publish(run);
    }

    /** Keeps a retraining request that cannot become a run, so that who asked learns why. */
    @Transactional
    public RunReport refuse(String model, String runName, Map<String, String> tags, String requestId, String reason) {
        var order = new RunOrder(model, Map.of(), tags, requestId);
        var run = new Run(newId(), experiments.named(model), runName, order, null, clock.instant());
        run.end(RunStatus.FAILED, reason, clock.instant());
        return publish(keep(run, order));
    }

    private Run make(String experiment, String name, RunDocument document, Map<String, String> tags, String requestId) {
        var order = new RunOrder(document.model(), RunParams.of(document), tags, requestId);
        String stored = json.writeValueAsString(document);
        return keep(new Run(newId(), experiments.named(experiment), name, order, stored, clock.instant()), order);
    }

    private Run keep(Run run, RunOrder order) {
        Run kept = repository.saveAndFlush(run);
        var tags = new HashMap<>(order.tags());
        tags.put(TrackedRun.NAME_TAG, run.name());
        log.log(new LogEntry(run.getId(), List.of(), KeyValue.list(order.params()), KeyValue.list(tags)));
        return kept;
    }

    private RunReport publish(Run run) {
        outbox.publish(run.event(clock.instant(), null));
        return report(run);
    }

    /** @throws ApiProblem 404 when there is no such run */
    @Transactional(readOnly = true)
    public RunReport get(String id) {
        return report(find(id));
    }

    /** Newest first; null filters nothing. */
    @Transactional(readOnly = true)
    public Page<RunReport> find(String experiment, String model, RunStatus status, PageRequest page) {
        Page<Run> runs = repository.find(experiment, model, status, page);
        var logged = data.read(runs.map(Run::getId).toList());
        return runs.map(run -> RunReport.of(run, logged.get(run.getId())));
    }

    /** The points of a metric, by time. */
    @Transactional(readOnly = true)
    public List<MetricPoint> history(String id, String key, int limit) {
        find(id);
        return histories.page(id, key, limit, null).points();
    }

    /** The document of the run that made a version of a model, if it was made here. */
    @Transactional(readOnly = true)
    public Optional<RunDocument> recipe(String model, int version) {
        return repository
                .findByModelAndVersion(model, version)
                .map(run -> json.readValue(run.document(), RunDocument.class));
    }

    /** Whether there is such a run and it made a model. */
    @Transactional(readOnly = true)
    public boolean finished(String id) {
        return repository
                .findById(id)
                .filter(run -> run.status() == RunStatus.FINISHED)
                .isPresent();
    }

    /** Whether a run was made, or refused, for a retraining request. */
    @Transactional(readOnly = true)
    public boolean answered(String retrainingRequestId) {
        return repository.existsByRetrainingRequestId(retrainingRequestId);
    }

    /**
     * Ends a run: at once when it waits, else as soon as its worker is stopped. Cancelling twice changes nothing.
     *
     * @throws ApiProblem 404 when there is no such run, 409 when it finished or failed
     */
    @Transactional
    public RunReport cancel(String id) {
        Run run = find(id);
        if (run.status() == RunStatus.FINISHED || run.status() == RunStatus.FAILED) {
            throw ApiProblem.conflict(
                    "run-ended", "run %s is %s: expected one that is QUEUED or RUNNING".formatted(id, run.status()));
        }
        if (run.status() != RunStatus.KILLED && jobs.cancel(id)) {
            run.end(RunStatus.KILLED, "cancelled", clock.instant());
            outbox.publish(run.event(clock.instant(), null));
        }
        return report(run);
    }

    Run find(String id) {
        return repository
                .findById(id)
                .orElseThrow(() -> ApiProblem.notFound("run-not-found", "no run has the id " + id));
    }

    private RunReport report(Run run) {
        return RunReport.of(run, data.read(run.getId()));
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
