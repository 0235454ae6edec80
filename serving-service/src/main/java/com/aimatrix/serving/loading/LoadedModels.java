package com.aimatrix.serving.loading;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.work.Backoff;
import com.aimatrix.serving.ServingSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The models that are loaded. One thread loads; requests only read. A version that cannot be loaded leaves the one
 * before in its place and is tried again.
 */
@Component
public class LoadedModels {

    private static final Logger log = LoggerFactory.getLogger(LoadedModels.class);

    private final VersionLoader loader;
    private final LoadMetrics metrics;
    private final ServingSettings settings;
    private final Clock clock;
    private final Map<String, ModelSlot> slots = new ConcurrentSkipListMap<>();
    private volatile ScheduledExecutorService thread;

    LoadedModels(VersionLoader loader, LoadMetrics metrics, ServingSettings settings, Clock clock) {
        this.loader = loader;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins to load, first what is known from before a start or a pause, and returns when that was tried once. What is
     * loaded already stays.
     */
    public void startLoading(List<Deployment> known) {
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            var worker = new Thread(work, "model-loader");
            worker.setDaemon(true);
            return worker;
        });
        for (Deployment each : known) {
            note(each);
            load(each, 1);
        }
    }

    /** Has a deployment loaded soon; one at or below the revision that is known does nothing. */
    public void want(Deployment deployment) {
        if (note(deployment)) {
            thread.execute(() -> load(deployment, 1));
        }
    }

    public void stopLoading() {
        thread.shutdownNow();
    }

    /**
     * What answers for a model now.
     *
     * @throws ApiProblem 404 when the model was never deployed, 503 when no version of it could be loaded yet
     */
    public LoadedModel require(String model) {
        ModelSlot slot = slots.get(model);
        if (slot == null) {
            throw ApiProblem.notFound(
                    "unknown-model",
                    "No model '%s' is deployed here; deployed are: %s."
                            .formatted(model, slots.isEmpty() ? "none" : String.join(", ", slots.keySet())));
        }
        LoadedModel loaded = slot.loaded();
        if (loaded == null) {
            throw ApiProblem.unavailable(
                    "model-not-loaded",
                    slot.problems().isEmpty()
                            ? "Model '%s' is being loaded.".formatted(model)
                            : "Model '%s' could not be loaded yet: %s"
                                    .formatted(model, slot.problems().get(0).message()));
        }
        return loaded;
    }

    List<ServedModel> all() {
        return slots.values().stream().map(ServedModel::of).toList();
    }

    /** @return false when this revision or a newer one is known */
    private boolean note(Deployment deployment) {
        ModelSlot known = slots.putIfAbsent(deployment.model(), new ModelSlot(deployment));
        return known == null || known.want(deployment);
    }

    private void load(Deployment deployment, int tries) {
        ModelSlot slot = slots.get(deployment.model());
        if (slot.wanted().revision() != deployment.revision()) {
            return;
        }
        LoadedModel before = slot.loaded();
        var problems = new ArrayList<LoadProblem>();
        LoadedVersion wantedLive = loadOrNote(deployment.model(), before, deployment.live(), tries, problems);
        LoadedVersion live = wantedLive == null && before != null ? before.live() : wantedLive;
        List<LoadedVersion> shadows = deployment.shadows().stream()
                .filter(target -> live == null || target.version() != live.version())
                .map(target -> loadOrNote(deployment.model(), before, target, tries, problems))
                .filter(Objects::nonNull)
                .toList();
        slot.swap(live == null ? null : new LoadedModel(deployment.model(), live, shadows), List.copyOf(problems));
        if (problems.isEmpty()) {
            log.info(
                    "{} revision {}: version {} is live, {} shadows",
                    deployment.model(),
                    deployment.revision(),
                    deployment.live().version(),
                    shadows.size());
        } else {
            Duration pause = new Backoff(settings.firstLoadRetry(), settings.maxLoadRetry()).after(tries);
            thread.schedule(() -> load(deployment, tries + 1), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private LoadedVersion loadOrNote(
            String model, LoadedModel before, Deployment.Target target, int tries, List<LoadProblem> problems) {
        if (before != null) {
            var same = before.versions().stream()
                    .filter(each -> each.target().equals(target))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
        }
        try {
            LoadedVersion loaded = loader.load(target);
            metrics.loaded(model);
            return loaded;
        } catch (UnloadableVersion e) {
            log.warn("Version {} of {} cannot be loaded (try {}): {}", target.version(), model, tries, e.getMessage());
            metrics.failed(model);
            problems.add(new LoadProblem(target.version(), e.getMessage(), tries, clock.instant()));
            return null;
        }
    }
}
