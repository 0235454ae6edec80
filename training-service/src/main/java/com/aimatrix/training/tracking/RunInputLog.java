package com.aimatrix.training.tracking;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes what runs say they have used and made. */
@Component
public class RunInputLog {

    private static final int MOST_USES = 1_000;

    private final TrackedRuns runs;
    private final RunInputStore store;

    RunInputLog(TrackedRuns runs, RunInputStore store) {
        this.runs = runs;
        this.store = store;
    }

    /** @throws ApiProblem 404 when there is no such run or model, 400 when the run is deleted */
    @Transactional
    public void addInputs(String runId, List<DatasetInput> datasets, List<String> modelIds) {
        TrackedRun run = runs.active(runId);
        datasets.forEach(
                each -> store.addDataset(runId, store.datasetId(run.experimentId(), each.dataset()), each.tags()));
        modelIds.forEach(id -> store.addModel(runId, model(id), "INPUT", 0));
    }

    /** @throws ApiProblem 404 when there is no such run or model, 400 when the run is deleted */
    @Transactional
    public void addOutputs(String runId, List<ModelOutput> models) {
        runs.active(runId);
        models.forEach(each -> store.addModel(runId, model(each.modelId()), "OUTPUT", each.step()));
    }

    private String model(String id) {
        if (!store.isModel(id)) {
            throw ApiProblem.notFound("logged-model-not-found", "Logged model with ID '%s' not found.".formatted(id));
        }
        return id;
    }

    /**
     * A dataset of an experiment and what it was used for.
     *
     * @param context such as {@code training}, or null
     */
    public record DatasetUse(long experimentId, String name, String digest, String context) {}

    /** Which data the runs of experiments have used, at most 1,000. */
    @Transactional(readOnly = true)
    public List<DatasetUse> uses(List<Long> experimentIds) {
        return store.uses(experimentIds, MOST_USES);
    }
}
