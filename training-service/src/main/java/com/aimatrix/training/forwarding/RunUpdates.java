package com.aimatrix.training.forwarding;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gathers what is to be told of a run. */
@Component
class RunUpdates {

    private final TrackedRuns runs;
    private final RunDataStore data;
    private final Experiments experiments;
    private final ChangedRuns changes;

    RunUpdates(TrackedRuns runs, RunDataStore data, Experiments experiments, ChangedRuns changes) {
        this.runs = runs;
        this.data = data;
        this.experiments = experiments;
        this.changes = changes;
    }

    /**
     * What transactions from one on and before another have written of a run; of a run that the server does not know all that is no
     * point. Empty when the run is gone or deleted, or was forwarded to here itself: two servers may forward to each other.
     */
    Optional<RunUpdate> of(String id, boolean unknown, List<MetricPoint> points, long from, long before) {
        TrackedRun run;
        try {
            run = runs.get(id);
        } catch (ApiProblem e) {
            return Optional.empty();
        }
        RunData all = data.read(id);
        boolean foreign = all.tags().stream().anyMatch(tag -> RunUpdate.SOURCE.equals(tag.key()));
        if (run.deleted() || foreign) {
            return Optional.empty();
        }
        return Optional.of(new RunUpdate(
                run,
                experiments.get(run.experimentId()).name(),
                all,
                unknown ? all.params() : changes.params(id, from, before),
                unknown ? all.tags() : changes.tags(id, from, before),
                points));
    }
}
