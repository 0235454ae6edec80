package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.tracking.MetricCharts;
import com.aimatrix.training.tracking.MetricCharts.RunPoint;
import com.aimatrix.training.tracking.MetricHistories;
import com.aimatrix.training.tracking.TrackedRuns;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.core.JsonGenerator;

/** MLflow's paths of metric histories. */
@MlflowApi
@RequestMapping({MlflowPaths.API_2, MlflowPaths.AJAX_2})
class MetricPathsApi {

    private static final int MOST_POINTS_ON_A_PAGE = 25_000;
    private static final int MOST_RUNS = 100;
    private static final int MOST_STEPS = 2_500;

    private final TrackedRuns runs;
    private final MetricHistories histories;
    private final MetricCharts charts;
    private final Answers answers;

    MetricPathsApi(TrackedRuns runs, MetricHistories histories, MetricCharts charts, Answers answers) {
        this.runs = runs;
        this.histories = histories;
        this.charts = charts;
        this.answers = answers;
    }

    /** Without {@code max_results} all points, however many. */
    @GetMapping("/metrics/get-history")
    void history(MlflowRequest request, HttpServletResponse response) throws IOException {
        String runId = runs.get(request.runId()).id();
        String key = request.requiredText("metric_key");
        String token = request.text("page_token", "");
        if (!request.has("max_results") && token.isEmpty()) {
            answers.write(response, out -> {
                out.writeArrayPropertyStart("metrics");
                histories.each(runId, key, point -> RunJson.metric(out, point));
                out.writeEndArray();
            });
            return;
        }
        int size = request.count("max_results", MOST_POINTS_ON_A_PAGE, 1, Integer.MAX_VALUE);
        MetricHistories.Page page = histories.page(runId, key, Math.min(size, MOST_POINTS_ON_A_PAGE), token);
        answers.write(response, out -> write(out, page));
    }

    /** For MLflow's pages: points of several runs. */
    @GetMapping("/metrics/get-history-bulk")
    void bulk(MlflowRequest request, HttpServletResponse response) throws IOException {
        List<String> runIds = request.texts("run_id");
        if (runIds.isEmpty()) {
            throw MlflowProblem.invalid("GetMetricHistoryBulk request must specify at least one run_id.");
        }
        if (runIds.size() > MOST_RUNS) {
            throw MlflowProblem.invalid(
                    "GetMetricHistoryBulk request cannot specify more than %d run_ids. Received %d run_ids."
                            .formatted(MOST_RUNS, runIds.size()));
        }
        if (!request.has("metric_key")) {
            throw MlflowProblem.invalid("GetMetricHistoryBulk request must specify a metric_key.");
        }
        int most = request.count("max_results", MOST_POINTS_ON_A_PAGE, 1, Integer.MAX_VALUE);
        List<RunPoint> points =
                charts.all(runIds, request.requiredText("metric_key"), Math.min(most, MOST_POINTS_ON_A_PAGE));
        answers.write(response, out -> write(out, points));
    }

    /** For charts: points of several runs at the same steps, as many as a chart can show. */
    @GetMapping("/metrics/get-history-bulk-interval")
    void sampled(MlflowRequest request, HttpServletResponse response) throws IOException {
        List<String> runIds = request.texts("run_ids");
        if (runIds.isEmpty()) {
            throw MlflowProblem.missing("run_ids");
        }
        if (runIds.size() > MOST_RUNS) {
            throw MlflowProblem.invalid(
                    "GetMetricHistoryBulkInterval request must specify at most %d run_ids. Received %d run_ids."
                            .formatted(MOST_RUNS, runIds.size()));
        }
        String key = request.requiredText("metric_key");
        Long most = request.integer("max_results");
        if (most != null && (most < 1 || most > MOST_STEPS)) {
            throw MlflowProblem.invalid("max_results must be between 1 and %d.".formatted(MOST_STEPS));
        }
        Long from = request.integer("start_step");
        Long to = request.integer("end_step");
        checkRange(from, to);
        List<RunPoint> points = charts.sampled(runIds, key, from, to, most == null ? MOST_STEPS : most.intValue());
        answers.write(response, out -> write(out, points));
    }

    private static void checkRange(Long from, Long to) {
        if (from == null != (to == null)) {
            throw MlflowProblem.invalid("If either start step or end step are specified, both must be specified.");
        }
        if (from != null && from > to) {
            throw MlflowProblem.invalid("end_step must be greater than start_step. Found start_step=%d and end_step=%d."
                    .formatted(from, to));
        }
    }

    private static void write(JsonGenerator out, List<RunPoint> points) {
        out.writeArrayPropertyStart("metrics");
        for (RunPoint each : points) {
            out.writeStartObject();
            RunJson.members(out, each.point());
            out.writeStringProperty("run_id", each.runId());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, MetricHistories.Page page) {
        out.writeArrayPropertyStart("metrics");
        page.points().forEach(each -> RunJson.metric(out, each));
        out.writeEndArray();
        if (page.nextToken() != null) {
            out.writeStringProperty("next_page_token", page.nextToken());
        }
    }
}
