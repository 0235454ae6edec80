package com.aimatrix.training.execution;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.training.document.EvaluationDocument;
import com.aimatrix.training.evaluation.Evaluations;
import com.aimatrix.training.queue.Job;
import com.aimatrix.training.queue.Job.Kind;
import com.aimatrix.training.queue.JobRunner;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.worker.EvaluationReport;
import com.aimatrix.training.worker.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works an evaluation off: rows with the features of all models, then every model on these rows. */
@Component
class EvaluateRunner implements JobRunner {

    private final Evaluations evaluations;
    private final RunFolders folders;
    private final ArtifactStore artifacts;
    private final TrainingSetFetch trainingSets;
    private final WorkerTasks tasks;
    private final WorkerAttempts worker;
    private final JsonMapper json;
    private final Clock clock;

    EvaluateRunner(
            Evaluations evaluations,
            RunFolders folders,
            ArtifactStore artifacts,
            TrainingSetFetch trainingSets,
            WorkerTasks tasks,
            WorkerAttempts worker,
            JsonMapper json,
            Clock clock) {
        this.evaluations = evaluations;
        this.folders = folders;
        this.artifacts = artifacts;
        this.trainingSets = trainingSets;
        this.tasks = tasks;
        this.worker = worker;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Kind kind() {
        return Kind.EVALUATE;
    }

    @Override
    public void run(Lease lease) {
        try {
            work(lease);
        } catch (JobFailed e) {
            evaluations.fail(lease.job(), e.getMessage());
        } catch (IOException e) {
            evaluations.fail(lease.job(), "the files of the evaluation cannot be read or written: " + e.getMessage());
        }
    }

    private void work(Lease lease) throws IOException {
        Job job = lease.job();
        EvaluationDocument document = evaluations.start(job);
        Path folder = folders.evaluation(job.subjectId());
        Set<String> features = modelFeatures(document);
        var request = document.dataConfig().trainingSet(document.name(), features);
        Dataset dataset = trainingSets.fetch(request, folder, lease);
        Path task = tasks.evaluate(document.runIds(), features, dataset, folder);
        worker.run(task, lease, new WorkerReport(job, null, json, clock));
        var report = json.readValue(Files.readAllBytes(folder.resolve(WorkFolder.EVALUATION)), EvaluationReport.class);
        folders.publishEvaluation(job.subjectId(), WorkFolder.EVALUATION);
        evaluations.finish(job, report.metrics(), report.rows(), dataset.sha256());
        Files.deleteIfExists(folder.resolve(dataset.file()));
    }

    private Set<String> modelFeatures(EvaluationDocument document) throws IOException {
        var features = new LinkedHashSet<String>();
        for (String runId : document.runIds()) {
            var model = new ModelFolder(artifacts.local(RunFolders.modelUri(runId)));
            features.addAll(model.readModelFile().inputNames());
        }
        return features;
    }

    /** Nobody can ask for it, but a job that ends must be written down however it ends. */
    @Override
    public void cancelled(Job job) {
        evaluations.fail(job, "cancelled");
    }

    @Override
    public void failed(Job job, String reason) {
        evaluations.fail(job, reason);
    }
}
