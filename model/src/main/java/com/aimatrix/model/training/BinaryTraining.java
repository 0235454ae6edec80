package com.aimatrix.model.training;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFile.Architecture;
import com.aimatrix.model.folder.ModelFile.Calibration;
import com.aimatrix.model.folder.ModelFile.TimeRange;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.metrics.BinaryMetrics;
import com.aimatrix.model.mlp.EpochListener;
import com.aimatrix.model.mlp.LabelledRows;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.mlp.MlpTrainer;
import com.aimatrix.model.mlp.TrainedMlp;
import com.aimatrix.model.mlp.TrainingSettings;
import com.aimatrix.model.preprocessing.Encoder;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.preprocessing.PreprocessingSettings;
import com.aimatrix.model.profile.FeatureProfiles;
import com.aimatrix.model.scoring.BinaryClassifier;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes a model folder from labelled rows.
 *
 * @param calibrate whether to fit Platt scaling on the first half of the validation rows; metrics then come from the
 *     second half alone
 * @param codeVersion stored in the model
 * @param dataHash stored in the model
 */
public record BinaryTraining(
        TrainingSettings settings,
        PreprocessingSettings preprocessing,
        boolean calibrate,
        String codeVersion,
        String dataHash) {

    /**
     * Trains and writes the folder.
     *
     * @param validation in order of time; chooses the epoch, calibrates and measures
     * @param checkpointFile see {@link MlpTrainer}; may be null
     * @return what was written to {@code model.json}
     * @throws com.aimatrix.model.mlp.TrainingDivergedException when the loss is no longer finite
     */
    public ModelFile train(
            LabelledTable training,
            LabelledTable validation,
            Path checkpointFile,
            ModelFolder target,
            EpochListener listener)
            throws IOException {
        Preprocessing fitted = Preprocessing.fit(training.rows(), preprocessing);
        Encoder encoder = new Encoder(training.rows().inputs(), fitted);
        MlpShape shape = MlpShape.of(fitted, settings.hiddenSizes());
        TrainedMlp trained = new MlpTrainer(settings, shape, checkpointFile)
                .train(encoded(encoder, training), encoded(encoder, validation), dataHash, listener);

        ModelFile bare = modelFile(training, fitted, null, Map.of());
        Calibration calibration =
                calibrate ? calibration(new BinaryClassifier(bare, trained.weights()), validation) : null;
        ModelFile calibrated = modelFile(training, fitted, calibration, Map.of());
        LabelledTable measured = evaluationRows(validation);
        double[] scores = new BinaryClassifier(calibrated, trained.weights()).score(measured.rows());
        Map<String, Double> metrics =
                BinaryMetrics.of(scores, measured.labels()).byName();
        ModelFile file = modelFile(training, fitted, calibration, metrics);
        target.write(file, trained.weights(), profile(training, scores, metrics));
        return file;
    }

    /** The validation rows that metrics come from; candidates must be compared on the same. */
    public LabelledTable evaluationRows(LabelledTable validation) {
        return calibrate ? validation.slice(validation.size() / 2, validation.size()) : validation;
    }

    private static Calibration calibration(BinaryClassifier classifier, LabelledTable validation) {
        LabelledTable half = validation.slice(0, validation.size() / 2);
        return PlattScaling.fit(classifier.logits(half.rows()), half.labels());
    }

    private static LabelledRows encoded(Encoder encoder, LabelledTable table) {
        return new LabelledRows(encoder.encode(table.rows()), table.labels());
    }

    private ModelFile modelFile(
            LabelledTable training, Preprocessing fitted, Calibration calibration, Map<String, Double> metrics) {
        return new ModelFile(
                ModelFile.FORMAT_VERSION,
                ModelFile.BINARY,
                Architecture.mlp(settings.hiddenSizes(), settings.dropout()),
                signature(training.rows()),
                fitted,
                settings.seed(),
                dataHash,
                codeVersion,
                metrics,
                calibration,
                span(training.times()));
    }

    private static List<Input> signature(Table table) {
        return table.inputs().stream()
                .map(input -> new Input(input.name(), input.kind(), hasNull(table, input)))
                .toList();
    }

    private static boolean hasNull(Table table, Input input) {
        return input.kind() == FeatureKind.NUMERIC
                ? Arrays.stream(table.numeric(input.name())).anyMatch(Double::isNaN)
                : Arrays.asList(table.categorical(input.name())).contains(null);
    }

    private static TimeRange span(Instant[] times) {
        if (times == null) {
            return null;
        }
        Instant from = Arrays.stream(times).min(Instant::compareTo).orElseThrow();
        Instant to = Arrays.stream(times).max(Instant::compareTo).orElseThrow();
        return new TimeRange(from, to);
    }

    private static ReferenceProfile profile(LabelledTable training, double[] scores, Map<String, Double> metrics) {
        return new ReferenceProfile(
                training.size(),
                FeatureProfiles.of(training.rows()),
                FeatureProfiles.numeric("score", scores),
                metrics);
    }
}
