package com.aimatrix.training.archive;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.archive.ArchivedRun.ModelNote;
import com.aimatrix.training.archive.ArchivedRun.Training;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.loggedmodel.LoggedModel;
import com.aimatrix.training.loggedmodel.LoggedModels;
import com.aimatrix.training.run.RunReport;
import com.aimatrix.training.run.Runs;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what is known of a run. */
@Component
class RunDescriptions {

    private final TrackedRuns tracked;
    private final Runs runs;
    private final RunDataStore data;
    private final Experiments experiments;
    private final LoggedModels models;
    private final JsonMapper json;

    RunDescriptions(
            TrackedRuns tracked,
            Runs runs,
            RunDataStore data,
            Experiments experiments,
            LoggedModels models,
            JsonMapper json) {
        this.tracked = tracked;
        this.runs = runs;
        this.data = data;
        this.experiments = experiments;
        this.models = models;
        this.json = json;
    }

    /** @throws ApiProblem 404 when there is no such run */
    ArchivedRun of(String id) {
        TrackedRun run = tracked.get(id);
        RunData logged = data.read(id);
        return new ArchivedRun(
                ArchivedRun.FORMAT_VERSION,
                new ArchivedRun.Info(
                        run.id(),
                        run.name(),
                        run.status(),
                        run.userId(),
                        run.startedAt(),
                        run.endedAt(),
                        run.artifactUri()),
                experiments.get(run.experimentId()).name(),
                logged.params(),
                logged.tags(),
                logged.inputs().datasets(),
                logged.inputs().modelInputs(),
                logged.inputs().modelOutputs(),
                notes(logged),
                run.ours() ? training(runs.get(id)) : null);
    }

    private List<ModelNote> notes(RunData logged) {
        return Stream.concat(
                        logged.inputs().modelInputs().stream(),
                        logged.inputs().modelOutputs().stream().map(ModelOutput::modelId))
                .distinct()
                .flatMap(id -> model(id).stream())
                .map(each -> new ModelNote(
                        each.id(),
                        each.name(),
                        each.modelType(),
                        each.sourceRunId(),
                        each.artifactUri(),
                        each.params(),
                        each.tags()))
                .toList();
    }

    /** Empty when it has been deleted. */
    private Optional<LoggedModel> model(String id) {
        try {
            return Optional.of(models.get(id));
        } catch (ApiProblem e) {
            return Optional.empty();
        }
    }

    private Training training(RunReport run) {
        RunReport.Dataset set = run.dataset();
        return new Training(
                run.model(),
                run.version(),
                set == null ? null : set.trainingSetId(),
                set == null ? null : set.rows(),
                set == null ? null : set.sha256(),
                run.document() == null ? null : json.readTree(run.document()));
    }
}
