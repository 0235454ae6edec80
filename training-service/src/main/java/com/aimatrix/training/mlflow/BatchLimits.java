package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.LogEntry;
import java.util.HashSet;
import java.util.List;

/** How much may be logged at once. */
final class BatchLimits {

    private static final int MOST_METRICS = 1_000;
    private static final int MOST_PARAMS_OR_TAGS = 100;
    private static final int MOST = 1_000;

    private BatchLimits() {}

    /**
     * The same entry.
     *
     * @throws MlflowProblem 400 when it is too large or has a param twice
     */
    static LogEntry check(LogEntry entry) {
        check("metrics", entry.metrics().size(), MOST_METRICS);
        check("params", entry.params().size(), MOST_PARAMS_OR_TAGS);
        check("tags", entry.tags().size(), MOST_PARAMS_OR_TAGS);
        check(
                "metrics, params, and tags",
                entry.metrics().size() + entry.params().size() + entry.tags().size(),
                MOST);
        var keys = new HashSet<String>();
        List<String> twice = entry.params().stream()
                .map(KeyValue::key)
                .filter(key -> !keys.add(key))
                .toList();
        if (!twice.isEmpty()) {
            throw MlflowProblem.invalid(
                    "Duplicate parameter keys have been submitted: %s. Please ensure the request contains only one param value per param key."
                            .formatted(twice));
        }
        return entry;
    }

    private static void check(String what, int size, int most) {
        if (size > most) {
            throw MlflowProblem.invalid(
                    "A batch logging request can contain at most %d %s. Got %d %s. Please split up the request."
                            .formatted(most, what, size, what));
        }
    }
}
