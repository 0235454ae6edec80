package com.aimatrix.training.experiment;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds, makes, changes, deletes and restores experiments. */
@Component
public class Experiments {

    private final ExperimentRepository repository;
    private final ExperimentStore store;
    private final Clock clock;

    Experiments(ExperimentRepository repository, ExperimentStore store, Clock clock) {
        this.repository = repository;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The experiment of that name; it is made when there is none.
     *
     * @throws ApiProblem 400 when it is deleted
     */
    @Transactional
    public Experiment named(String name) {
        // Two orders may name the same new experiment at once: the database decides, JPA would fail one of them.
        store.add(name, null, now());
        return repository.findByName(name).orElseThrow().active();
    }

    /**
     * Makes an experiment.
     *
     * @param artifactLocation where its files go, or null for the platform's own store
     * @throws ApiProblem 409 when the name is taken, be it by a deleted one
     */
    @Transactional
    public Experiment create(String name, String artifactLocation, Map<String, String> tags) {
        Instant now = now();
        long id = store.add(name, artifactLocation, now).orElseThrow(() -> taken(name));
        Experiment experiment = repository.findById(id).orElseThrow();
        tags.forEach((key, value) -> experiment.tag(key, value, now));
        return experiment;
    }

    private ApiProblem taken(String name) {
        boolean deleted = repository.findByName(name).map(Experiment::deleted).orElse(false);
        return ApiProblem.conflict(
                "experiment-exists",
                deleted
                        ? "Experiment '%s' already exists in deleted state. You can restore the experiment, or permanently delete it to create a new one."
                                .formatted(name)
                        : "Experiment(name=%s) already exists.".formatted(name));
    }

    /** @throws ApiProblem 404 when there is no such experiment */
    @Transactional(readOnly = true)
    public Experiment get(long id) {
        return find(id);
    }

    /** @throws ApiProblem 404 when there is no such experiment, 400 when it is deleted */
    @Transactional(readOnly = true)
    public Experiment active(long id) {
        return find(id).active();
    }

    /** @throws ApiProblem 404 when there is no such experiment */
    @Transactional(readOnly = true)
    public Experiment byName(String name) {
        return repository
                .findByName(name)
                .orElseThrow(() -> ApiProblem.notFound(
                        "experiment-not-found", "Could not find experiment with name '%s'".formatted(name)));
    }

    /** All experiments, oldest first. */
    @Transactional(readOnly = true)
    public List<Experiment> all() {
        return repository.findAllByOrderById();
    }

    /** @throws ApiProblem 404 when there is no such experiment, 400 when it is deleted, 409 when the name is taken */
    @Transactional
    public void rename(long id, String name) {
        Experiment experiment = active(id);
        repository.findByName(name).filter(other -> other.id() != id).ifPresent(other -> {
            throw taken(name);
        });
        experiment.rename(name, now());
    }

    /**
     * Deletes an experiment and its runs; they can be restored.
     *
     * @throws ApiProblem 404 when there is no such experiment, 409 while a run of it is in training
     */
    @Transactional
    public void delete(long id) {
        Experiment experiment = active(id);
        if (store.hasRunsInTraining(id)) {
            throw ApiProblem.conflict(
                    "runs-in-training", "a run of the experiment %d is in training; cancel it first".formatted(id));
        }
        experiment.delete(now());
        store.deleteRuns(id, experiment.deletedAt());
    }

    /** Restores an experiment and the runs that were deleted with it. */
    @Transactional
    public void restore(long id) {
        Experiment experiment = find(id);
        if (!experiment.deleted()) {
            throw ApiProblem.badField(
                    "experiment_id",
                    "The experiment %d must be in the 'deleted' state. Current state is active.".formatted(id));
        }
        store.restoreRuns(id, experiment.deletedAt());
        experiment.restore(now());
    }

    @Transactional
    public void tag(long id, String key, String value) {
        active(id).tag(key, value, now());
    }

    /** @throws ApiProblem 404 when there is no such experiment or tag */
    @Transactional
    public void deleteTag(long id, String key) {
        if (!active(id).removeTag(key, now())) {
            throw ApiProblem.notFound(
                    "tag-not-found", "No tag with name: %s in experiment with id %d".formatted(key, id));
        }
    }

    private Experiment find(long id) {
        return repository
                .findById(id)
                .orElseThrow(() ->
                        ApiProblem.notFound("experiment-not-found", "No Experiment with id=%d exists".formatted(id)));
    }

    /** As exactly as the database keeps it: the time of a deletion is compared later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
