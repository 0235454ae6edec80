package com.aimatrix.training.tracking;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The models that a run has logged, as a JSON list in a tag; clients before MLflow 3 look there. */
@Component
public class LoggedModelHistory {

    private static final String TAG = "mlflow.log-model.history";

    private final TrackedRuns runs;
    private final TrackedRunStore store;
    private final LogStore log;
    private final JsonMapper json;

    LoggedModelHistory(TrackedRuns runs, TrackedRunStore store, LogStore log, JsonMapper json) {
        this.runs = runs;
        this.store = store;
        this.log = log;
        this.json = json;
    }

    /** @throws ApiProblem 404 when there is no such run, 400 when it is deleted */
    @Transactional
    public void add(String runId, JsonNode model) {
        store.lock(runId);
        runs.active(runId);
        ArrayNode history = store.tag(runId, TAG)
                .map(text -> (ArrayNode) json.readTree(text))
                .orElseGet(json::createArrayNode);
        history.add(model);
        log.addTags(List.of(LogEntry.tags(runId, List.of(new KeyValue(TAG, history.toString())))));
    }
}
