package com.aimatrix.training.cleanup;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.training.cleanup.Removals.Removal;
import com.aimatrix.training.cleanup.RowRemoval.Outcome;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Takes away what was deleted long ago and nothing refers to. The registry is asked about each thing before it goes; when it does not
 * say, nothing goes.
 */
@Component
class Cleanup {

    private static final Logger log = LoggerFactory.getLogger(Cleanup.class);
    private static final int AT_ONCE = 100;

    private final ExpiredStore store;
    private final RegistryReferences registry;
    private final RowRemoval rows;
    private final PointRemoval points;
    private final Removals removals;
    private final ArtifactStore artifacts;
    private final CleanupMeters meters;
    private final CleanupSettings settings;
    private final Clock clock;

    Cleanup(
            ExpiredStore store,
            RegistryReferences registry,
            RowRemoval rows,
            PointRemoval points,
            Removals removals,
            ArtifactStore artifacts,
            CleanupMeters meters,
            CleanupSettings settings,
            Clock clock) {
        this.store = store;
        this.registry = registry;
        this.rows = rows;
        this.points = points;
        this.removals = removals;
        this.artifacts = artifacts;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Pages of what expired, by id. */
    private interface Pages {
        List<Expired> after(String id);
    }

    void run() {
        finish();
        meters.begin();
        Instant before = clock.instant().minus(settings.retention());
        try {
            each(
                    after -> store.runs(before, after, AT_ONCE),
                    run -> remove("runs", namesOf(run), () -> rows.removeRun(run, before)));
            each(
                    after -> store.models(before, after, AT_ONCE),
                    model -> remove("logged_models", List.of(model.id()), () -> rows.removeModel(model)));
            store.experiments(before)
                    .forEach(each ->
                            remove("experiments", namesOfExperiment(each), () -> rows.removeExperiment(each, before)));
        } catch (RestClientException e) {
            meters.failed("registry");
            log.warn(
                    "Nothing more is cleaned up now, as the registry does not say what it refers to: {}",
                    e.getMessage());
        }
        finish();
    }

    /** Removes one thing, or leaves it. */
    private interface Remover {
        void remove(Expired each);
    }

    private static void each(Pages pages, Remover remover) {
        List<Expired> page = pages.after("");
        while (!page.isEmpty()) {
            page.forEach(remover::remove);
            page = pages.after(page.get(page.size() - 1).id());
        }
    }

    private List<String> namesOf(Expired run) {
        var names = new ArrayList<String>();
        names.add(run.id());
        store.modelsOf(run.id()).forEach(model -> names.add(model.id()));
        return names;
    }

    private static List<String> namesOfExperiment(Expired experiment) {
        return RowRemoval.isOwn(experiment)
                ? List.of(
                        "mlflow-artifacts:/%s/".formatted(experiment.id()),
                        "mlflow-artifacts:///%s/".formatted(experiment.id()))
                : List.of();
    }

    private void remove(String what, List<String> names, Supplier<Outcome> removal) {
        if (registry.refersToAny(names)) {
            meters.kept("registered");
            return;
        }
        Outcome outcome = removal.get();
        if (outcome == Outcome.REMOVED) {
            meters.removed(what, 1);
        } else if (outcome == Outcome.IN_USE) {
            meters.kept("in_use");
        }
    }

    /** Points and files that no row names any more. What fails is tried again in the next round. */
    private void finish() {
        long last = 0;
        for (List<Removal> due = removals.due(clock.instant(), last);
                !due.isEmpty();
                due = removals.due(clock.instant(), last)) {
            due.forEach(this::finish);
            last = due.get(due.size() - 1).id();
        }
    }

    private void finish(Removal removal) {
        try {
            if (removal.runId() != null) {
                meters.removed("metric_rows", points.remove(removal.runId()));
            }
            if (removal.folder() != null && artifacts.delete(removal.folder())) {
                meters.removed("folders", 1);
            }
            removals.done(removal.id());
        } catch (IOException e) {
            meters.failed("folders");
            log.warn("The folder {} cannot be removed now and is tried again", removal.folder(), e);
        }
    }
}
