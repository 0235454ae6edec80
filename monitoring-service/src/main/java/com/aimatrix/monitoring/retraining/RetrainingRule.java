package com.aimatrix.monitoring.retraining;

import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.watch.WatchedVersions;
import com.aimatrix.monitoring.window.WindowListener;
import com.aimatrix.monitoring.window.WindowReport;
import com.aimatrix.monitoring.window.WindowStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for retraining when the live version both drifted and lost quality in k of its last m judged windows: drift alone
 * costs nothing, and a loss without drift is not mended by fresher data of the same kind. Not within the cool-down since
 * the last request's cut or since the version went live, and not while a retraining is under way. Windows that ended
 * before the version went live do not count.
 */
@Component
class RetrainingRule implements WindowListener {

    private final WindowStore windows;
    private final WatchedVersions versions;
    private final RetrainingRequests requests;
    private final RetrainingStore store;

    RetrainingRule(WindowStore windows, WatchedVersions versions, RetrainingRequests requests, RetrainingStore store) {
        this.windows = windows;
        this.versions = versions;
        this.requests = requests;
        this.store = store;
    }

    @Override
    public void judged(Window window, ModelSettings settings) {
        String model = window.model();
        Optional<Instant> liveSince = versions.liveSince(model, window.version());
        boolean isLive =
                versions.live(model).filter(live -> live == window.version()).isPresent();
        if (!settings.automatic()
                || !isLive
                || liveSince.isEmpty()
                || windows.countJudgedAfter(window) >= settings.windowsLooked()) {
            return;
        }
        List<WindowReport> looked = windows.judged(window, liveSince.get(), settings.windowsLooked());
        List<WindowReport> bad = looked.stream().filter(WindowReport::isBad).toList();
        if (bad.size() < settings.windowsLost()) {
            return;
        }
        store.lock(model);
        requests.expire(model);
        Instant cut = store.watermark(model).orElse(window.endsAt());
        Instant quietSince = store.lastCut(model)
                .filter(last -> last.isAfter(liveSince.get()))
                .orElse(liveSince.get());
        if (!cut.isBefore(quietSince.plus(settings.coolDown()))
                && store.active(model).isEmpty()) {
            requests.write(model, window.version(), "DRIFT", RetrainingReason.of(looked, bad), cut);
        }
    }
}
