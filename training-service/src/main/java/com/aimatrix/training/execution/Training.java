package com.aimatrix.training.execution;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.run.RunProgress;
import com.aimatrix.training.worker.EvaluationReport;
import com.aimatrix.training.worker.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Has a worker train the model of a run and measure it beside the live version. */
@Component
class Training {

    /** Is there when a worker has said that it is done. */
    private static final String TRAINED = "trained.json";

    private final WorkerTasks tasks;
    private final WorkerAttempts worker;
    private final RunProgress progress;
    private final JsonMapper json;
    private final Clock clock;

    Training(WorkerTasks tasks, WorkerAttempts worker, RunProgress progress, JsonMapper json, Clock clock) {
        this.tasks = tasks;
        this.worker = worker;
        this.progress = progress;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Trains, unless an earlier attempt did.
     *
     * @return how the model did against the live version, or null when nothing was live
     * @throws JobFailed when the model cannot be trained
     */
    Comparison train(RunDocument document, Dataset dataset, Deployment.Target live, Path folder, Lease lease)
            throws IOException {
        Path trained = folder.resolve(TRAINED);
        if (!Files.exists(trained)) {
            Path task = tasks.train(document, dataset, live, folder);
            var report = new WorkerReport(lease.job(), progress, json, clock);
            double seconds = worker.run(task, lease, report);
            progress.trained(lease.job(), seconds);
            AtomicFile.write(trained, Files.readAllBytes(folder.resolve(WorkFolder.EVALUATION)));
        }
        return live == null
                ? null
                : comparison(json.readValue(Files.readAllBytes(trained), EvaluationReport.class), live);
    }

    private static Comparison comparison(EvaluationReport report, Deployment.Target live) {
        return new Comparison(
                live.version(),
                report.rows(),
                report.from(),
                report.to().plusMillis(1),
                report.metrics().get(EvaluationReport.CANDIDATE),
                report.metrics().get(WorkerTasks.LIVE),
                differences(report));
    }

    private static Map<String, Comparison.Difference> differences(EvaluationReport report) {
        if (report.differences() == null || report.differences().get(WorkerTasks.LIVE) == null) {
            return null;
        }
        return report.differences().get(WorkerTasks.LIVE).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> new Comparison.Difference(
                                each.getValue().value(),
                                each.getValue().low(),
                                each.getValue().high())));
    }
}
