package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.tracking.MetricHistories;
import com.aimatrix.training.tracking.TrackedRuns;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.core.JsonGenerator;

/** MLflow's paths of metric histories. */
@MlflowApi
@RequestMapping({TrackingPath.API, TrackingPath.AJAX})
class MetricPathsApi {

    private static final int MOST_POINTS_ON_A_PAGE = 25_000;

    private final TrackedRuns runs;
    private final MetricHistories histories;
    private final Answers answers;

    MetricPathsApi(TrackedRuns runs, MetricHistories histories, Answers answers) {
        this.runs = runs;
        this.histories = histories;
        this.answers = answers;
    }

    /** Without {@code max_results} all points, however many. */
    @GetMapping("/metrics/get-history")
    void history(MlflowRequest request, HttpServletResponse response) throws IOException {
        String runId = runs.get(Readings.runId(request)).id();
        String key = request.requiredText("metric_key");
        if (!request.has("max_results")) {
            answers.write(response, out -> {
                out.writeArrayPropertyStart("metrics");
                histories.each(runId, key, point -> RunJson.metric(out, point));
                out.writeEndArray();
            });
            return;
        }
        int size = request.count("max_results", MOST_POINTS_ON_A_PAGE, 1, Integer.MAX_VALUE);
        MetricHistories.Page page =
                histories.page(runId, key, Math.min(size, MOST_POINTS_ON_A_PAGE), request.text("page_token"));
        answers.write(response, out -> write(out, page));
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
