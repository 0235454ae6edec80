package com.aimatrix.training.worker;

import com.aimatrix.model.architecture.LayerGraph;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.metrics.BinaryMetrics;
import com.aimatrix.model.metrics.PairedDifferences;
import com.aimatrix.model.metrics.PairedDifferences.Difference;
import com.aimatrix.model.mlp.EpochReport;
import com.aimatrix.model.scoring.BinaryClassifier;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.training.BinaryTraining;
import com.aimatrix.model.training.LabelledTable;
import com.aimatrix.training.worker.WorkerTask.Kind;
import com.aimatrix.training.worker.WorkerTask.Opponent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Does a task. */
final class WorkerJob {

    private final WorkFolder folder;
    private final WorkerTask task;
    private final Consumer<WorkerMessage> messages;

    WorkerJob(WorkFolder folder, WorkerTask task, Consumer<WorkerMessage> messages) {
        this.folder = folder;
        this.task = task;
        this.messages = messages;
    }

    void run() throws IOException {
        TaskCheck.run(task);
        long start = System.nanoTime();
        // Before the training: a model that cannot be read should not cost one.
        Map<String, BinaryClassifier> models = opponents();
        LabelledCsv csv = LabelledCsv.read(folder, task.data(), columns(models));
        Split split = task.kind() == Kind.TRAIN
                ? Split.at(csv.rows(), task.validationFrom(), task.validationTo())
                : new Split(null, csv.rows());
        split.check();
        double seconds = (System.nanoTime() - start) * 1e-9;
        int trainRows = split.training() == null ? 0 : split.training().size();
        messages.accept(new WorkerMessage.Started(trainRows, split.evaluation().size(), csv.unlabelled(), seconds));

        LabelledTable evaluation = split.evaluation();
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        Map<String, Map<String, Difference>> differences = new LinkedHashMap<>();
        double[] mine = null;
        if (task.kind() == Kind.TRAIN) {
            BinaryTraining training = training(csv.sha256());
            ModelFile file = train(training, split);
            folder.writeArchitecture(LayerGraph.read(folder.model()));
            evaluation = training.evaluationRows(evaluation);
            metrics.put(EvaluationReport.CANDIDATE, file.metrics());
            mine = models.isEmpty()
                    ? null
                    : BinaryClassifier.load(folder.model().path()).score(evaluation.rows());
        }
        for (Map.Entry<String, BinaryClassifier> model : models.entrySet()) {
            double[] scores = model.getValue().score(evaluation.rows());
            metrics.put(
                    model.getKey(),
                    BinaryMetrics.of(scores, evaluation.labels()).byName());
            if (mine != null) {
                differences.put(model.getKey(), PairedDifferences.of(mine, scores, evaluation.labels()));
            }
        }
        metrics.forEach((name, values) -> messages.accept(new WorkerMessage.Metric(name, values)));
        folder.writeEvaluation(new EvaluationReport(
                evaluation.size(),
                evaluation.times()[0],
                evaluation.times()[evaluation.size() - 1],
                metrics,
                differences));
    }

    private Map<String, BinaryClassifier> opponents() throws IOException {
        Map<String, BinaryClassifier> models = new LinkedHashMap<>();
        for (Opponent opponent : task.opponents()) {
            models.put(opponent.name(), BinaryClassifier.load(folder.resolve(opponent.folder())));
        }
        return models;
    }

    /** The columns that any of the models takes, each once. */
    private List<Input> columns(Map<String, BinaryClassifier> models) {
        Map<String, Input> columns = new LinkedHashMap<>();
        task.features().forEach(feature -> columns.put(feature.name(), feature.input()));
        models.forEach((name, model) -> {
            for (Input input : model.inputs()) {
                Input known = columns.putIfAbsent(input.name(), new Input(input.name(), input.kind()));
                if (known != null && known.kind() != input.kind()) {
                    throw new InvalidDataException(
                            name + " takes " + input.name() + " as " + input.kind() + ", the task as " + known.kind());
                }
            }
        });
        return new ArrayList<>(columns.values());
    }

    private BinaryTraining training(String dataHash) {
        return new BinaryTraining(
                task.training().settings(task.model()),
                task.model().preprocessing(),
                task.calibrate(),
                task.codeVersion(),
                dataHash);
    }

    private ModelFile train(BinaryTraining training, Split split) throws IOException {
        List<Input> inputs =
                task.features().stream().map(WorkerTask.Feature::input).toList();
        return training.train(
                split.training().project(inputs),
                split.evaluation().project(inputs),
                folder.checkpoint(),
                folder.model(),
                report -> messages.accept(new WorkerMessage.Epoch(report.epoch(), metrics(report))));
    }

    private static Map<String, Double> metrics(EpochReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("train_loss", report.trainLoss());
        metrics.put("val_loss", report.validationLoss());
        if (report.validationAuc() != null) {
            metrics.put("val_auc", report.validationAuc());
        }
        metrics.put("lr", report.learningRate());
        metrics.put("samples_per_s", report.samplesPerSecond());
        return metrics;
    }
}
