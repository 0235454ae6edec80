package com.aimatrix.contracts.training;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Runs as MLflow's interface of the tracking server tells of them. */
@HttpExchange("/api/2.0/mlflow/runs")
public interface LoggedRuns {

    /** One run; 404 when there is none. */
    @GetExchange("/get")
    Answer get(@RequestParam("run_id") String runId);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(LoggedRun run) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record LoggedRun(Data data) {}

    /** @param params null where there are none */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(List<Param> params) {}

    record Param(String key, String value) {}
}
