package com.aimatrix.training.evaluation;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.training.document.EvaluationDocument;
import com.aimatrix.training.queue.Job;
import com.aimatrix.training.queue.Job.Kind;
import com.aimatrix.training.queue.Jobs;
import com.aimatrix.training.run.Runs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Orders evaluations and writes what becomes of them; the latter only in the name of who holds the job. */
@Component
public class Evaluations {

    private final EvaluationStore store;
    private final Runs runs;
    private final Jobs jobs;
    private final JsonMapper json;
    private final Clock clock;

    Evaluations(EvaluationStore store, Runs runs, Jobs jobs, JsonMapper json, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /** @throws ApiProblem 400 when a run is not there or has no model */
    @Transactional
    public Evaluation order(EvaluationDocument document) {
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < document.runIds().size(); i++) {
            String id = document.runIds().get(i);
            if (!runs.finished(id)) {
                problems.add(new FieldProblem(
                        "run_ids[%d]".formatted(i), "expected a run that is FINISHED; %s is not".formatted(id)));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        store.add(id, document.name(), json.writeValueAsString(document), clock.instant());
        jobs.add(Kind.EVALUATE, id);
        return get(id);
    }

    /** @throws ApiProblem 404 when there is none */
    @Transactional(readOnly = true)
    public Evaluation get(String id) {
        return store.find(id)
                .orElseThrow(() -> ApiProblem.notFound("evaluation-not-found", "no evaluation has the id " + id));
    }

    /** Marks it as running and answers its document. */
    @Transactional
    public EvaluationDocument start(Job job) {
        jobs.require(job);
        store.start(job.subjectId(), clock.instant());
        return json.readValue(get(job.subjectId()).document(), EvaluationDocument.class);
    }

    @Transactional
    public void finish(Job job, Map<String, Map<String, Double>> metrics, long rows, String sha256) {
        jobs.remove(job);
        store.finish(job.subjectId(), json.writeValueAsString(metrics), rows, sha256, clock.instant());
    }

    @Transactional
    public void fail(Job job, String reason) {
        jobs.remove(job);
        store.fail(job.subjectId(), reason, clock.instant());
    }
}
