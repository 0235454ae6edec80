package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.event.InvalidEvent;
import com.aimatrix.monitoring.grid.EvaluationSignal;
import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.grid.WindowGrid;
import com.aimatrix.monitoring.settings.ModelSettingsStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps predictions, notes which windows they fall into, and wakes the evaluation. */
@Component
class Predictions {

    private final PredictionStore store;
    private final PredictionPartitions partitions;
    private final WindowGrid windows;
    private final ModelSettingsStore settings;
    private final EvaluationSignal signal;
    private final TransactionTemplate transactions;

    Predictions(
            PredictionStore store,
            PredictionPartitions partitions,
            WindowGrid windows,
            ModelSettingsStore settings,
            EvaluationSignal signal,
            TransactionTemplate transactions) {
        this.store = store;
        this.partitions = partitions;
        this.windows = windows;
        this.settings = settings;
        this.signal = signal;
        this.transactions = transactions;
    }

    /** @throws InvalidEvent that names the field and what was expected there */
    static void check(PredictionsMade event) {
        expect(Subjects.isName(event.model()), "model", "the model's name", event.model());
        expect(event.version() > 0, "version", "a version number from 1", event.version());
        expect(Subjects.isName(event.requestId()), "requestId", "the id of the request", event.requestId());
        expect(
                event.features() != null && event.features().stream().allMatch(Subjects::isName),
                "features",
                "the names of the values",
                event.features());
        expect(event.rows() != null, "rows", "a list", null);
        for (int i = 0; i < event.rows().size(); i++) {
            PredictionsMade.Row row = event.rows().get(i);
            String at = "rows[%d]".formatted(i);
            expect(row != null, at, "an object", null);
            expect(Subjects.isName(row.subject()), at + ".subject", "the id of what was predicted", row.subject());
            expect(Subjects.isPlausible(row.at()), at + ".at", "a time from 1970 to 2200", row.at());
            expect(row.score() >= 0 && row.score() <= 1, at + ".score", "a number from 0 to 1", row.score());
            expect(
                    row.values() != null
                            && row.values().size() == event.features().size(),
                    at + ".values",
                    "%d values, one per feature".formatted(event.features().size()),
                    row.values());
        }
    }

    private static void expect(boolean holds, String field, String expected, Object came) {
        if (!holds) {
            throw new InvalidEvent("%s: expected %s, got %s".formatted(field, expected, came));
        }
    }

    /** Keeps them all or none. */
    void keep(List<PredictionsMade> events) {
        var rows = PredictionRows.of(events, store);
        if (rows.isEmpty()) {
            return;
        }
        partitions.ensure(rows.times());
        transactions.executeWithoutResult(status -> {
            windows.lock(List.of(rows.models()));
            List<PredictionStore.Kept> kept = store.keep(rows);
            if (!kept.isEmpty()) {
                var lengths = new HashMap<String, Duration>();
                var touched = new HashSet<Window>();
                for (PredictionStore.Kept each : kept) {
                    Duration length = lengths.computeIfAbsent(
                            each.model(), model -> settings.of(model).windowLength());
                    touched.add(Window.containing(each.model(), each.version(), each.at(), length));
                }
                windows.predicted(touched);
                store.count(kept);
            }
        });
        signal.wake();
    }
}
