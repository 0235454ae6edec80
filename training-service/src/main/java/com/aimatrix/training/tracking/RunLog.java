package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.GroupCommit;
import com.aimatrix.kit.database.GroupCommit.Outcome;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.tracking.LogStore.LoggedRun;
import com.aimatrix.training.tracking.LogStore.RunKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what runs log. Many small entries become one transaction; each is kept as a whole or refused as a whole. */
@Component
public class RunLog {

    private static final int ROWS_IN_A_TRANSACTION = 4_000;
    private static final int MOST_TRIES = 5;

    private final LogStore store;
    private final ModelMetricStore modelMetrics;
    private final MetricPartitions partitions;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final GroupCommit<LogEntry, Boolean> commits =
            new GroupCommit<>(this::logTogether, LogEntry::size, ROWS_IN_A_TRANSACTION);

    RunLog(
            LogStore store,
            ModelMetricStore modelMetrics,
            MetricPartitions partitions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.modelMetrics = modelMetrics;
        this.partitions = partitions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Logs an entry; when this returns it is durable. An identical metric point and an identical param may come again.
     *
     * @throws ApiProblem 404 when there is no such run, 400 when the run is deleted or a param has another value
     */
    public void log(LogEntry entry) {
        partitions.ensure(clock.millis());
        for (int tries = 1; ; tries++) {
            try {
                commits.run(entry);
                return;
            } catch (ParamsInWriting e) {
                if (tries == MOST_TRIES) {
                    throw ApiProblem.unavailable(
                            "params-in-writing", "the same param is being logged by other requests; try again");
                }
            }
        }
    }

    /** Another transaction has just set a param that this one has not seen. Again, it is seen. */
    private static final class ParamsInWriting extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Takes out every point of a run: a worker that goes on from a checkpoint tells of all of them again. */
    public void forgetMetrics(String runId) {
        store.forgetMetrics(runId);
    }

    private List<Outcome<Boolean>> logTogether(List<LogEntry> entries) {
        return transaction.execute(status -> {
            Map<String, LoggedRun> runs =
                    store.runs(entries.stream().map(LogEntry::runId).distinct().toList());
            Map<RunKey, String> params = store.params(entries);
            Set<String> models = modelMetrics.models(entries);
            var accepted = new ArrayList<LogEntry>();
            var outcomes = new ArrayList<Outcome<Boolean>>();
            for (LogEntry entry : entries) {
                ApiProblem problem = problem(entry, runs.get(entry.runId()), params, models);
                if (problem == null) {
                    accepted.add(entry);
                    entry.params().forEach(each -> params.put(new RunKey(entry.runId(), each.key()), each.value()));
                }
                outcomes.add(new Outcome<>(true, problem));
            }
            write(accepted);
            return outcomes;
        });
    }

    /** In the order in which every other transaction writes, too, so that none waits for one that waits for it. */
    private void write(List<LogEntry> entries) {
        if (!store.addParams(entries)) {
            throw new ParamsInWriting();
        }
        store.addTags(entries);
        store.addPoints(entries, clock.instant());
        modelMetrics.add(entries);
    }

    private static ApiProblem problem(LogEntry entry, LoggedRun run, Map<RunKey, String> known, Set<String> models) {
        if (run == null) {
            return ApiProblem.notFound("run-not-found", "Run with id=%s not found".formatted(entry.runId()));
        }
        if (run.deleted()) {
            return ApiProblem.badField(
                    "run_id",
                    "The run %s must be in the 'active' state. Current state is deleted.".formatted(entry.runId()));
        }
        for (ModelMetric each : entry.ofModels()) {
            if (!models.contains(each.modelId())) {
                return ApiProblem.notFound(
                        "logged-model-not-found", "Logged model with ID '%s' not found.".formatted(each.modelId()));
            }
        }
        var own = new HashMap<String, String>();
        for (KeyValue each : entry.params()) {
            String before = own.put(each.key(), each.value());
            before = before == null ? known.get(new RunKey(entry.runId(), each.key())) : before;
            if (before != null && !before.equals(each.value())) {
                return ApiProblem.badField(
                        "params",
                        "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
                                .formatted(each.key(), before, entry.runId(), each.value()));
            }
        }
        return null;
    }
}
