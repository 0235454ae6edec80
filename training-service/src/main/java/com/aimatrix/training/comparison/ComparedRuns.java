package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.RunSearch;
import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads the runs of a comparison. */
@Component
class ComparedRuns {

    private final Experiments experiments;
    private final RunSearch search;
    private final TrackedRuns runs;
    private final RunDataStore data;

    ComparedRuns(Experiments experiments, RunSearch search, TrackedRuns runs, RunDataStore data) {
        this.experiments = experiments;
        this.search = search;
        this.runs = runs;
        this.data = data;
    }

    /**
     * With what they have logged; those of an experiment newest first.
     *
     * @throws ApiProblem 400 when a run, the experiment or the filter is wrong, or there are more than {@code most}
     */
    List<ComparedRun> read(RunChoice choice, int most) {
        List<TrackedRun> found = find(choice, most);
        Map<String, RunData> logged =
                data.read(found.stream().map(TrackedRun::id).toList());
        return found.stream()
                .map(run -> ComparedRun.of(run, logged.get(run.id())))
                .toList();
    }

    /** Without what they have logged. */
    List<TrackedRun> find(RunChoice choice, int most) {
        List<TrackedRun> found = choice.experiment() == null
                ? named(choice.runIds())
                : searched(choice.experiment(), choice.filter(), most);
        if (found.size() > most) {
            throw ApiProblem.badField(
                    choice.field(), "expected at most %d runs to compare, got more; name fewer".formatted(most));
        }
        return found;
    }

    private List<TrackedRun> named(List<String> ids) {
        Map<String, TrackedRun> known = runs.all(ids);
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < ids.size(); i++) {
            TrackedRun run = known.get(ids.get(i));
            if (run == null || run.deleted()) {
                problems.add(new FieldProblem(
                        "run_ids[%d]".formatted(i),
                        run == null
                                ? "no run has the id " + ids.get(i)
                                : "the run %s is deleted".formatted(ids.get(i))));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        return ids.stream().map(known::get).toList();
    }

    private List<TrackedRun> searched(String experiment, String filter, int most) {
        var question = new RunSearch.Question(
                List.of(experimentId(experiment)), filter, RunSearch.View.ACTIVE_ONLY, List.of(), most + 1);
        try {
            return search.find(question, null).items();
        } catch (MlflowProblem e) {
            throw ApiProblem.badField("filter", e.getMessage());
        }
    }

    private long experimentId(String name) {
        try {
            return experiments.byName(name).id();
        } catch (ApiProblem e) {
            if (e.status() == HttpStatus.NOT_FOUND) {
                throw ApiProblem.badField("experiment", e.getMessage());
            }
            throw e;
        }
    }
}
