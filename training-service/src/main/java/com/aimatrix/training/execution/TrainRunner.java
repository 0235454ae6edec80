package com.aimatrix.training.execution;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.queue.Job;
import com.aimatrix.training.queue.Job.Kind;
import com.aimatrix.training.queue.JobRunner;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.run.RunProgress;
import com.aimatrix.training.worker.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works a run off: opponent, training set, training, registration. Each step leaves a file in the run's folder when it
 * is done, so whoever takes the run up again goes on behind it.
 */
@Component
class TrainRunner implements JobRunner {

    private static final Logger log = LoggerFactory.getLogger(TrainRunner.class);

    private final RunProgress progress;
    private final RunFolders folders;
    private final LiveVersion liveVersion;
    private final TrainingSetFetch trainingSets;
    private final Training training;
    private final Registration registration;
    private final StageTimer timer;

    TrainRunner(
            RunProgress progress,
            RunFolders folders,
            LiveVersion liveVersion,
            TrainingSetFetch trainingSets,
            Training training,
            Registration registration,
            StageTimer timer) {
        this.progress = progress;
        this.folders = folders;
        this.liveVersion = liveVersion;
        this.trainingSets = trainingSets;
        this.training = training;
        this.registration = registration;
        this.timer = timer;
    }

    @Override
    public Kind kind() {
        return Kind.TRAIN;
    }

    @Override
    public void run(Lease lease) {
        try {
            work(lease);
        } catch (JobFailed e) {
            publishLog(lease.job());
            progress.fail(lease.job(), e.getMessage());
        } catch (IOException e) {
            progress.fail(lease.job(), "the files of the run cannot be read or written: " + e.getMessage());
        }
    }

    private void work(Lease lease) throws IOException {
        Job job = lease.job();
        RunDocument document = progress.start(job);
        Path folder = folders.run(job.subjectId());
        Deployment.Target live = document.compareWithLive() ? liveVersion.of(document.model(), folder, lease) : null;
        var request = document.dataConfig().trainingSet(document.runName(), live == null ? List.of() : live.features());
        Dataset dataset = timer.time("training_set", () -> trainingSets.fetch(request, folder, lease));
        folders.publishRun(job.subjectId());
        progress.madeTrainingSet(job, dataset.trainingSetId(), dataset.rows(), dataset.sha256(), dataset.seconds());
        Comparison comparison = timer.time("training", () -> training.train(document, dataset, live, folder, lease));
        folders.publishRun(job.subjectId());
        if (document.registration() != null) {
            timer.time("registration", () -> {
                registration.register(document, dataset, comparison, lease);
                return null;
            });
        }
        // What is only needed to go on; the model, the measurements and the hashes stay.
        folders.removeFromRun(job.subjectId(), dataset.file());
        folders.removeFromRun(job.subjectId(), WorkFolder.CHECKPOINT);
        progress.finish(job);
    }

    /** The reason is known without it. */
    private void publishLog(Job job) {
        try {
            folders.publishRun(job.subjectId());
        } catch (IOException e) {
            log.warn("What run {} has left cannot be published", job.subjectId(), e);
        }
    }

    @Override
    public void cancelled(Job job) {
        progress.kill(job);
    }

    @Override
    public void failed(Job job, String reason) {
        progress.fail(job, reason);
    }
}
