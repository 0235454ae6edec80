package com.aimatrix.training.run;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.document.DocumentReader;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunStatus;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Runs over HTTP. */
@RestController
@RequestMapping("/api/v1/training/runs")
class RunApi {

    private static final int LOG_TAIL_BYTES = 64 * 1024;
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_POINTS = 100_000;

    private final Runs runs;
    private final RunFolders folders;

    RunApi(Runs runs, RunFolders folders) {
        this.runs = runs;
        this.folders = folders;
    }

    /** Orders a run; a document with mistakes gets one 400 that names them all. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = RunDocument.class)))
    RunReport order(@RequestBody JsonNode document) {
        return runs.order(DocumentReader.run(document));
    }

    @GetMapping("/{id}")
    RunReport get(@PathVariable String id) {
        return runs.get(id);
    }

    /** Runs, newest first. */
    @GetMapping
    RunList find(
            @RequestParam(required = false) String experiment,
            @RequestParam(required = false) String model,
            @RequestParam(required = false) String status,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        if (page < 0) {
            throw ApiProblem.badField("page", "expected 0 or more, got " + page);
        }
        Page<RunReport> found =
                runs.find(experiment, model, status(status), PageRequest.of(page, within("size", size, MAX_PAGE)));
        return new RunList(found.getContent(), found.getTotalElements());
    }

    /** The history of one metric, by time. */
    @GetMapping("/{id}/metrics")
    MetricHistory history(
            @PathVariable String id, @RequestParam String key, @RequestParam(defaultValue = "10000") int limit) {
        List<MetricPoint> points = runs.history(id, key, within("limit", limit, MAX_POINTS));
        return new MetricHistory(
                id,
                key,
                points.stream()
                        .map(each -> new Point(each.step(), each.value(), Instant.ofEpochMilli(each.timeMs())))
                        .toList());
    }

    /** The end of what the worker wrote to its log. */
    @GetMapping(path = "/{id}/log", produces = MediaType.TEXT_PLAIN_VALUE)
    String log(@PathVariable String id) throws IOException {
        runs.get(id);
        return RunFolders.tail(folders.log(id), LOG_TAIL_BYTES);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunReport cancel(@PathVariable String id) {
        return runs.cancel(id);
    }

    private static RunStatus status(String status) {
        if (status == null) {
            return null;
        }
        return Arrays.stream(RunStatus.values())
                .filter(each -> each.name().equalsIgnoreCase(status))
                .findFirst()
                .orElseThrow(() -> ApiProblem.badField(
                        "status", "expected one of %s, got %s".formatted(Arrays.toString(RunStatus.values()), status)));
    }

    private static int within(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw ApiProblem.badField(name, "expected 1 to %d, got %d".formatted(max, value));
        }
        return value;
    }

    /** @param total runs that match, on all pages */
    record RunList(List<RunReport> runs, long total) {}

    record MetricHistory(@JsonProperty("run_id") String runId, String key, List<Point> points) {}

    record Point(
            long step,
            double value,
            @JsonProperty("recorded_at") Instant recordedAt) {}
}
