package com.aimatrix.training.comparison;

import com.aimatrix.training.tracking.RunStatus;
import com.aimatrix.training.tracking.TrackedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes runs for tests, which all have measured {@code auc} or nothing. */
final class ComparedRunsOf {

    private final List<ComparedRun> runs = new ArrayList<>();

    /**
     * Adds a run.
     *
     * @param auc null for none
     * @param params name, value, name, value and so on
     */
    ComparedRunsOf run(Double auc, String... params) {
        var values = new TreeMap<String, String>();
        for (int i = 0; i < params.length; i += 2) {
            values.put(params[i], params[i + 1]);
        }
        String id = "%032x".formatted(runs.size());
        runs.add(new ComparedRun(
                new TrackedRun(id, 1, "run-" + runs.size(), RunStatus.FINISHED, false, "", null, null, "", false),
                values,
                auc == null ? Map.of() : Map.of("auc", auc)));
        return this;
    }

    /** Adds repeats with the seeds 0, 1, 2 and so on. */
    ComparedRunsOf repeats(String param, String value, double... aucs) {
        for (int i = 0; i < aucs.length; i++) {
            run(aucs[i], param, value, "seed", String.valueOf(i));
        }
        return this;
    }

    List<ComparedRun> runs() {
        return runs;
    }
}
