package com.aimatrix.training.execution;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.document.ModelConfig;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.document.TrainingConfig;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.worker.WorkFolder;
import com.aimatrix.training.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what a worker is to do. */
@Component
class WorkerTasks {

    /** Name of the live version among the opponents. */
    static final String LIVE = "live";

    private static final String LABEL = "label";
    private static final String TIME = "at";

    private final ArtifactStore artifacts;
    private final TrainingSettings settings;
    private final JsonMapper json;

    WorkerTasks(ArtifactStore artifacts, TrainingSettings settings, JsonMapper json) {
        this.artifacts = artifacts;
        this.settings = settings;
        this.json = json;
    }

    /**
     * @param live the version to be measured beside, or null
     * @return the task's file
     */
    Path train(RunDocument document, Dataset dataset, Deployment.Target live, Path folder) throws IOException {
        ModelConfig model = document.modelConfig();
        TrainingConfig training = document.training();
        return write(
                folder,
                new WorkerTask(
                        WorkerTask.Kind.TRAIN,
                        data(dataset),
                        features(document.dataConfig().features(), dataset),
                        document.dataConfig().validationStart(),
                        null,
                        new WorkerTask.Model(model.hidden(), model.dropout(), model.embeddingSizes()),
                        new WorkerTask.Training(
                                training.maxEpochs(),
                                training.batchSize(),
                                training.learningRate(),
                                training.weightDecay(),
                                training.patience(),
                                training.seed()),
                        model.calibrate(),
                        live == null ? List.of() : List.of(opponent(LIVE, live.artifactUri())),
                        settings.workerThreads(),
                        codeVersion()));
    }

    /** @return the task's file; the models go by their runs' ids */
    Path evaluate(List<String> runIds, Dataset dataset, Path folder) throws IOException {
        return write(
                folder,
                new WorkerTask(
                        WorkerTask.Kind.EVALUATE,
                        data(dataset),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        false,
                        runIds.stream()
                                .map(id -> opponent(id, RunFolders.modelUri(id)))
                                .toList(),
                        settings.workerThreads(),
                        codeVersion()));
    }

    private Path write(Path folder, WorkerTask task) throws IOException {
        Path file = folder.resolve(WorkFolder.TASK);
        AtomicFile.write(file, json.writeValueAsBytes(task));
        return file;
    }

    private WorkerTask.Opponent opponent(String name, String artifactUri) {
        return new WorkerTask.Opponent(name, artifacts.path(artifactUri).toString());
    }

    private static WorkerTask.Data data(Dataset dataset) {
        return new WorkerTask.Data(List.of(dataset.file()), LABEL, TIME, dataset.sha256());
    }

    private static List<WorkerTask.Feature> features(List<String> names, Dataset dataset) {
        Map<String, TrainingSet.Column> columns =
                dataset.columns().stream().collect(Collectors.toMap(TrainingSet.Column::name, Function.identity()));
        return names.stream()
                .map(name -> {
                    TrainingSet.Column column = columns.get(name);
                    if (column == null) {
                        throw new JobFailed("the training set %s has no column %s: it has %s"
                                .formatted(dataset.trainingSetId(), name, columns.keySet()));
                    }
                    return new WorkerTask.Feature(
                            name, FeatureKind.valueOf(column.kind().toUpperCase(Locale.ROOT)));
                })
                .toList();
    }

    private static String codeVersion() {
        String version = WorkerTasks.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
