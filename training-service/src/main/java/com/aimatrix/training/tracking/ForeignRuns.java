package com.aimatrix.training.tracking;

import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes whole runs that were logged elsewhere. */
@Component
public class ForeignRuns {

    private static final int POINTS_AT_ONCE = 1_000;

    private final TrackedRunStore store;
    private final LogStore log;
    private final RunInputStore inputs;
    private final MetricPartitions partitions;

    ForeignRuns(TrackedRunStore store, LogStore log, RunInputStore inputs, MetricPartitions partitions) {
        this.store = store;
        this.log = log;
        this.inputs = inputs;
        this.partitions = partitions;
    }

    /** Hands over metric points, one by one. */
    public interface Points {
        void each(Consumer<MetricPoint> taker) throws IOException;
    }

    /** Call it before the transaction that adds a run at this time. */
    public void prepare(Instant now) {
        partitions.ensure(now.toEpochMilli());
    }

    /**
     * Adds a run with all that it has logged.
     *
     * @param data its params, tags and inputs; models that are not here are left out
     * @param points of all its metrics
     * @return ids of the models that were left out
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> add(TrackedRun run, RunData data, Points points, Instant now) throws IOException {
        store.add(run, now);
        store.update(run.id(), null, run.endedAt());
        log.addParams(List.of(LogEntry.params(run.id(), data.params())));
        log.addTags(List.of(LogEntry.tags(run.id(), data.tags())));
        addPoints(run.id(), points, now);
        return addInputs(run, data.inputs());
    }

    private void addPoints(String runId, Points points, Instant now) throws IOException {
        var gathered = new ArrayList<MetricPoint>();
        points.each(point -> {
            gathered.add(point);
            if (gathered.size() == POINTS_AT_ONCE) {
                log.addPoints(List.of(LogEntry.metrics(runId, gathered)), now);
                gathered.clear();
            }
        });
        log.addPoints(List.of(LogEntry.metrics(runId, gathered)), now);
    }

    private List<String> addInputs(TrackedRun run, RunInputs all) {
        var missing = new ArrayList<String>();
        for (DatasetInput each : all.datasets()) {
            inputs.addDataset(run.id(), inputs.datasetId(run.experimentId(), each.dataset()), each.tags());
        }
        for (String each : all.modelInputs()) {
            addModel(run.id(), each, "INPUT", 0, missing);
        }
        for (ModelOutput each : all.modelOutputs()) {
            addModel(run.id(), each.modelId(), "OUTPUT", each.step(), missing);
        }
        return missing;
    }

    private void addModel(String runId, String modelId, String role, long step, List<String> missing) {
        if (inputs.isModel(modelId)) {
            inputs.addModel(runId, modelId, role, step);
        } else {
            missing.add(modelId);
        }
    }
}
