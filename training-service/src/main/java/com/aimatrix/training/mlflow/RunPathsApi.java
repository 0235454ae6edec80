package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.training.tracking.LogEntry;
import com.aimatrix.training.tracking.ModelMetric;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.RunLog;
import com.aimatrix.training.tracking.RunSearch;
import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** MLflow's paths of runs. */
@MlflowApi
@RequestMapping({MlflowPaths.API_2, MlflowPaths.AJAX_2})
class RunPathsApi {

    private static final int RUNS_ON_A_PAGE = 1_000;
    private static final int MOST_RUNS_ON_A_PAGE = 50_000;

    /** Runs whose data are in memory at once. */
    private static final int RUNS_AT_ONCE = 500;

    private final TrackedRuns runs;
    private final RunLog log;
    private final RunDataStore data;
    private final RunSearch search;
    private final Answers answers;

    RunPathsApi(TrackedRuns runs, RunLog log, RunDataStore data, RunSearch search, Answers answers) {
        this.runs = runs;
        this.log = log;
        this.data = data;
        this.search = search;
        this.answers = answers;
    }

    @PostMapping("/runs/create")
    void create(MlflowRequest request, HttpServletResponse response) throws IOException {
        TrackedRun run = runs.create(
                Readings.experimentId(request.text("experiment_id", "0")),
                request.text("user_id", ""),
                blankToNull(request.text("run_name")),
                Readings.time(request, "start_time"),
                Readings.tags(request));
        write(run, response);
    }

    @GetMapping("/runs/get")
    void get(MlflowRequest request, HttpServletResponse response) throws IOException {
        write(runs.get(request.runId()), response);
    }

    private void write(TrackedRun run, HttpServletResponse response) throws IOException {
        RunData logged = data.read(run.id());
        answers.write(response, out -> {
            out.writeName("run");
            RunJson.write(out, run, logged);
        });
    }

    @PostMapping("/runs/update")
    void update(MlflowRequest request, HttpServletResponse response) throws IOException {
        TrackedRun run = runs.update(
                request.runId(),
                request.text("run_name"),
                Readings.status(request),
                Readings.time(request, "end_time"));
        answers.write(response, out -> {
            out.writeName("run_info");
            RunJson.info(out, run);
        });
    }

    @PostMapping("/runs/delete")
    Map<String, String> delete(MlflowRequest request) {
        runs.delete(request.requiredText("run_id"));
        return Map.of();
    }

    @PostMapping("/runs/restore")
    Map<String, String> restore(MlflowRequest request) {
        runs.restore(request.requiredText("run_id"));
        return Map.of();
    }

    @PostMapping("/runs/log-metric")
    Map<String, String> logMetric(MlflowRequest request) {
        String runId = request.runId();
        ModelMetric ofModel = Readings.modelMetric(request, runId);
        log.log(new LogEntry(
                runId,
                List.of(Readings.metric(request)),
                List.of(),
                List.of(),
                ofModel == null ? List.of() : List.of(ofModel)));
        return Map.of();
    }

    @PostMapping("/runs/log-parameter")
    Map<String, String> logParam(MlflowRequest request) {
        String runId = request.runId();
        log.log(LogEntry.params(runId, List.of(Readings.param(request))));
        return Map.of();
    }

    @PostMapping("/runs/set-tag")
    Map<String, String> setTag(MlflowRequest request) {
        String runId = request.runId();
        log.log(LogEntry.tags(runId, List.of(Readings.tag(request))));
        return Map.of();
    }

    @PostMapping("/runs/delete-tag")
    Map<String, String> deleteTag(MlflowRequest request) {
        runs.deleteTag(request.requiredText("run_id"), request.requiredText("key"));
        return Map.of();
    }

    @PostMapping("/runs/log-batch")
    Map<String, String> logBatch(MlflowRequest request) {
        String runId = request.requiredText("run_id");
        log.log(BatchLimits.check(new LogEntry(
                runId,
                request.objects("metrics", Readings::metric),
                request.objects("params", Readings::param),
                request.objects("tags", Readings::tag),
                request.objects("metrics", metric -> Readings.modelMetric(metric, runId)).stream()
                        .filter(Objects::nonNull)
                        .toList())));
        return Map.of();
    }

    @PostMapping("/runs/search")
    void search(MlflowRequest request, HttpServletResponse response) throws IOException {
        var question = new RunSearch.Question(
                request.texts("experiment_ids").stream()
                        .filter(id -> id.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                        .toList(),
                request.text("filter"),
                view(request),
                request.texts("order_by"),
                request.count("max_results", RUNS_ON_A_PAGE, 1, MOST_RUNS_ON_A_PAGE));
        Page<TrackedRun> page = search.find(question, request.text("page_token"));
        answers.write(response, out -> {
            if (!page.items().isEmpty()) {
                out.writeArrayPropertyStart("runs");
                for (int from = 0; from < page.items().size(); from += RUNS_AT_ONCE) {
                    List<TrackedRun> part = page.items()
                            .subList(
                                    from,
                                    Math.min(from + RUNS_AT_ONCE, page.items().size()));
                    Map<String, RunData> logged =
                            data.read(part.stream().map(TrackedRun::id).toList());
                    part.forEach(run -> RunJson.write(out, run, logged.get(run.id())));
                }
                out.writeEndArray();
            }
            if (page.nextPageToken() != null) {
                out.writeStringProperty("next_page_token", page.nextPageToken());
            }
        });
    }

    private static RunSearch.View view(MlflowRequest request) {
        String view = request.text("run_view_type", "ACTIVE_ONLY");
        try {
            return RunSearch.View.valueOf(view);
        } catch (IllegalArgumentException e) {
            throw MlflowProblem.invalid(
                    "Invalid value \"%s\" for parameter 'run_view_type' supplied: expected one of %s"
                            .formatted(MlflowProblem.shown(view), List.of(RunSearch.View.values())));
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
