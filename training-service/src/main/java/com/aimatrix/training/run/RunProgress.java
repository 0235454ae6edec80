package com.aimatrix.training.run;

import com.aimatrix.kit.event.Outbox;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.queue.Job;
import com.aimatrix.training.queue.Jobs;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.LogEntry;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.RunLog;
import com.aimatrix.training.tracking.RunStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What becomes of a run while a worker holds its job. Each step is written only by who holds the job; each change of
 * status is told in the same transaction.
 */
@Component
public class RunProgress {

    /** Tag: what the registry's policy gate said. */
    private static final String PROMOTION_REASONS = "promotion_reasons";

    private final Runs runs;
    private final RunLog log;
    private final RunDataStore data;
    private final Jobs jobs;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    RunProgress(Runs runs, RunLog log, RunDataStore data, Jobs jobs, Outbox outbox, JsonMapper json, Clock clock) {
        this.runs = runs;
        this.log = log;
        this.data = data;
        this.jobs = jobs;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** Marks the run as running, unless an earlier holder did, and answers its document. */
    @Transactional
    public RunDocument start(Job job) {
        Run run = mine(job);
        if (run.status() == RunStatus.QUEUED) {
            run.start(clock.instant());
            outbox.publish(run.event(clock.instant(), null));
        }
        return json.readValue(run.document(), RunDocument.class);
    }

    @Transactional
    public void madeTrainingSet(Job job, String setId, Long rows, String sha256, double seconds) {
        mine(job).madeTrainingSet(setId, rows, sha256, seconds);
    }

    /** Adds the seconds that one worker process ran. */
    @Transactional
    public void trained(Job job, double seconds) {
        mine(job).trained(seconds);
    }

    /** How many seconds worker processes have run for it so far, or null. */
    @Transactional
    public Double trainingSeconds(Job job) {
        return mine(job).trainingSeconds();
    }

    @Transactional
    public void tag(Job job, Map<String, String> tags) {
        jobs.require(job);
        log.log(LogEntry.tags(job.subjectId(), KeyValue.list(tags)));
    }

    @Transactional
    public void log(Job job, List<MetricPoint> points) {
        jobs.require(job);
        log.log(LogEntry.metrics(job.subjectId(), List.copyOf(points)));
    }

    /** Takes out what was logged so far: a worker that goes on from a checkpoint tells of everything again. */
    @Transactional
    public void startOver(Job job) {
        jobs.require(job);
        log.forgetMetrics(job.subjectId());
    }

    /**
     * @param promotion PROMOTED, REFUSED or null when none was asked for
     * @param reasons what the policy gate said
     */
    @Transactional
    public void registered(Job job, int version, String promotion, String reasons, double seconds) {
        mine(job).registered(version, promotion, seconds);
        var tags = new HashMap<>(Map.of("version", String.valueOf(version)));
        if (promotion != null) {
            tags.put("promotion", promotion);
            tags.put(PROMOTION_REASONS, reasons);
        }
        log.log(LogEntry.tags(job.subjectId(), KeyValue.list(tags)));
    }

    @Transactional
    public void finish(Job job) {
        end(job, run -> run.end(RunStatus.FINISHED, null, clock.instant()));
    }

    @Transactional
    public void fail(Job job, String reason) {
        end(job, run -> run.end(RunStatus.FAILED, reason, clock.instant()));
    }

    @Transactional
    public void kill(Job job) {
        end(job, run -> run.end(RunStatus.KILLED, "cancelled", clock.instant()));
    }

    private void end(Job job, Consumer<Run> change) {
        jobs.remove(job);
        Run run = runs.find(job.subjectId());
        change.accept(run);
        outbox.publish(run.event(clock.instant(), promotionReasons(run)));
    }

    private String promotionReasons(Run run) {
        return data.read(run.getId()).tags().stream()
                .filter(tag -> PROMOTION_REASONS.equals(tag.key()))
                .map(KeyValue::value)
                .findFirst()
                .orElse(null);
    }

    private Run mine(Job job) {
        jobs.require(job);
        return runs.find(job.subjectId());
    }
}
