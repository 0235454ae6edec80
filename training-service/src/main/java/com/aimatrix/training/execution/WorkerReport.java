package com.aimatrix.training.execution;

import com.aimatrix.training.queue.Job;
import com.aimatrix.training.run.RunProgress;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.worker.EvaluationReport;
import com.aimatrix.training.worker.WorkerMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Understands what a worker says, and logs its measurements to its run in batches. */
class WorkerReport implements WorkerProcess.Lines {

    private static final Logger log = LoggerFactory.getLogger(WorkerReport.class);
    private static final int BATCH = 500;

    private final Job job;
    private final RunProgress progress;
    private final JsonMapper json;
    private final Clock clock;
    private final List<MetricPoint> gathered = new ArrayList<>();
    private long lastEpoch;
    private boolean done;
    private String failure;

    /** @param progress null when the job is no run, so that there is nothing to log to */
    WorkerReport(Job job, RunProgress progress, JsonMapper json, Clock clock) {
        this.job = job;
        this.progress = progress;
        this.json = json;
        this.clock = clock;
    }

    /** Whether the worker said that it did everything. */
    boolean done() {
        return done;
    }

    /** Why the worker cannot succeed however often it is started, or null. */
    String failure() {
        return failure;
    }

    @Override
    public void line(String line) {
        WorkerMessage message;
        try {
            message = json.readValue(line, WorkerMessage.class);
        } catch (JacksonException e) {
            log.warn("The worker on {} wrote what is no message: {}", job.subjectId(), line);
            return;
        }
        if (message instanceof WorkerMessage.Done) {
            done = true;
        } else if (message instanceof WorkerMessage.Failed failed) {
            failure = failed.reason();
        } else if (progress != null) {
            measured(message);
        }
    }

    private void measured(WorkerMessage message) {
        if (message instanceof WorkerMessage.Started) {
            progress.startOver(job);
        } else if (message instanceof WorkerMessage.Epoch epoch) {
            lastEpoch = epoch.epoch();
            gather("", epoch.metrics());
        } else if (message instanceof WorkerMessage.Metric metric) {
            gather(EvaluationReport.CANDIDATE.equals(metric.name()) ? "" : metric.name() + ".", metric.metrics());
        }
    }

    private void gather(String prefix, Map<String, Double> metrics) {
        metrics.forEach((key, value) -> gathered.add(new MetricPoint(prefix + key, value, lastEpoch, clock.millis())));
        if (gathered.size() >= BATCH) {
            pause();
        }
    }

    @Override
    public void pause() {
        if (!gathered.isEmpty()) {
            progress.log(job, gathered);
            gathered.clear();
        }
    }
}
