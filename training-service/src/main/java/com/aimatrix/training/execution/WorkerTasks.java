package com.aimatrix.training.execution;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.preprocessing.DerivedInput;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.document.ModelConfig;
import com.aimatrix.training.document.PreprocessingConfig;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.document.TrainingConfig;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.worker.WorkFolder;
import com.aimatrix.training.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
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
        TrainingConfig training = document.training();
        return write(
                folder,
                new WorkerTask(
                        WorkerTask.Kind.TRAIN,
                        data(dataset, live == null ? List.of() : live.features()),
                        features(document.dataConfig().features(), dataset),
                        document.dataConfig().validationStart(),
                        null,
                        model(document, dataset),
                        new WorkerTask.Training(
                                training.maxEpochs(),
                                training.batchSize(),
                                training.learningRate(),
                                training.weightDecay(),
                                training.patience(),
                                training.seed()),
                        document.modelConfig().calibrate(),
                        live == null ? List.of() : List.of(opponent(LIVE, live.artifactUri())),
                        settings.workerThreads(),
                        codeVersion()));
    }

    /**
     * @param features that the models read, by their names for them
     * @return the task's file; the models go by their runs' ids
     */
    Path evaluate(List<String> runIds, Collection<String> features, Dataset dataset, Path folder) throws IOException {
        var opponents = new ArrayList<WorkerTask.Opponent>();
        for (String id : runIds) {
            opponents.add(opponent(id, RunFolders.modelUri(id)));
        }
        return write(
                folder,
                new WorkerTask(
                        WorkerTask.Kind.EVALUATE,
                        data(dataset, features),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        false,
                        opponents,
                        settings.workerThreads(),
                        codeVersion()));
    }

    private Path write(Path folder, WorkerTask task) throws IOException {
        Path file = folder.resolve(WorkFolder.TASK);
        AtomicFile.write(file, json.writeValueAsBytes(task));
        return file;
    }

    private WorkerTask.Opponent opponent(String name, String artifactUri) throws IOException {
        return new WorkerTask.Opponent(name, artifacts.local(artifactUri).toString());
    }

    /** @param known features of models that are there already: one from before columns were pinned has other names for them */
    private static WorkerTask.Data data(Dataset dataset, Collection<String> known) {
        var columns = new TreeMap<String, String>();
        for (String feature : known) {
            String column = dataset.column(feature).name();
            if (!column.equals(feature)) {
                columns.put(feature, column);
            }
        }
        return new WorkerTask.Data(List.of(dataset.file()), LABEL, TIME, dataset.sha256(), columns);
    }

    /** Inputs of the new model: it goes on reading the versions that it learns from. */
    private static List<WorkerTask.Feature> features(List<String> names, Dataset dataset) {
        return names.stream()
                .map(dataset::column)
                .distinct()
                .map(column -> new WorkerTask.Feature(
                        column.name(), FeatureKind.valueOf(column.kind().toUpperCase(Locale.ROOT))))
                .toList();
    }

    private static WorkerTask.Model model(RunDocument document, Dataset dataset) {
        ModelConfig model = document.modelConfig();
        PreprocessingConfig preprocessing = document.preprocessing();
        var embeddingSizes = new TreeMap<String, Integer>();
        model.embeddingSizes().forEach((name, size) -> embeddingSizes.put(dataset.input(name), size));
        List<DerivedInput> derived = preprocessing.features().stream()
                .map(each -> new DerivedInput(
                        each.name(),
                        each.transformation(),
                        each.dependencies().stream().map(dataset::input).toList(),
                        null))
                .toList();
        return new WorkerTask.Model(
                model.hidden(),
                model.dropout(),
                embeddingSizes,
                derived,
                preprocessing.drop().stream().map(dataset::input).collect(Collectors.toSet()));
    }

    private static String codeVersion() {
        String version = WorkerTasks.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
