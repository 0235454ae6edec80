package com.aimatrix.monitoring.window;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.monitoring.drift.Drifts;
import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.quality.Quality;
import com.aimatrix.monitoring.quality.QualityLoss;
import com.aimatrix.monitoring.quality.QualityQuery;
import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.settings.ModelSettingsStore;
import com.aimatrix.monitoring.watch.VersionChoice;
import com.aimatrix.monitoring.watch.WatchedVersions;
import com.aimatrix.monitoring.window.WindowStore.DueWindow;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Judges windows, one in a transaction: its report and what follows from it stand together. */
@Component
class Evaluations {

    private final WindowStore store;
    private final ModelSettingsStore settings;
    private final WatchedVersions versions;
    private final QualityQuery quality;
    private final Drifts drifts;
    private final WindowListener listener;
    private final Clock clock;

    Evaluations(
            WindowStore store,
            ModelSettingsStore settings,
            WatchedVersions versions,
            QualityQuery quality,
            Drifts drifts,
            WindowListener listener,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.versions = versions;
        this.quality = quality;
        this.drifts = drifts;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Judges the oldest window of a model whose time has come.
     *
     * @return false when there is none, another instance is at it, or its version's reference is not here yet
     */
    @Transactional
    public boolean judgeNext(String model) {
        if (!store.lock(model)) {
            return false;
        }
        ModelSettings rules = settings.of(model);
        Optional<DueWindow> due = store.firstDue(model, rules.labelDelay());
        if (due.isEmpty() || !versions.isFetched(model, due.get().window().version())) {
            return false;
        }
        Window window = due.get().window();
        if (store.write(judge(window, rules), due.get().changes())) {
            listener.judged(window, rules);
        }
        return true;
    }

    private WindowReport judge(Window window, ModelSettings rules) {
        Optional<ReferenceProfile> reference = versions.reference(window.model(), window.version());
        Quality found =
                quality.run(window.model(), new VersionChoice(window.version()), window.startsAt(), window.endsAt());
        boolean enough = found.labelled() >= rules.minLabelled();
        Map<String, Double> validation =
                reference.map(ReferenceProfile::validation).orElse(Map.of());
        return new WindowReport(
                window.model(),
                window.version(),
                window.startsAt(),
                window.endsAt(),
                "EVALUATED",
                enough,
                found,
                enough ? QualityLoss.of(found, validation, rules) : null,
                reference.map(profile -> drifts.measure(window, profile, rules)).orElse(null),
                clock.instant());
    }
}
