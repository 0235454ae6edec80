package com.aimatrix.model.mlp;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.aimatrix.model.metrics.BinaryMetrics;
import com.aimatrix.model.safetensors.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Trains a network on log loss. The same seed, data and thread count give the same weights bit by bit on a CPU, whether
 * the training runs through or is resumed from its checkpoint.
 */
public final class MlpTrainer {

    private static final int SHUFFLE = 2;
    private static final int DROPOUT = 3;

    private final TrainingSettings settings;
    private final MlpShape shape;
    private final Path checkpointFile;

    /** @param checkpointFile written after each epoch and continued from when it is there; null keeps none */
    public MlpTrainer(TrainingSettings settings, MlpShape shape, Path checkpointFile) {
        this.settings = settings;
        this.shape = shape;
        this.checkpointFile = checkpointFile;
    }

    /**
     * Trains until the last epoch or until the validation loss has not improved for the patience.
     *
     * @param dataHash hash of the data, so that a checkpoint of other data is refused
     * @param listener hears of each epoch after its checkpoint is on disk; on a resume of those before it again, since
     *     nobody knows which of them were heard of
     * @throws TrainingDivergedException when loss or gradient is no longer finite
     * @throws com.aimatrix.model.ModelFormatException when the checkpoint cannot be continued from
     */
    public TrainedMlp train(LabelledRows training, LabelledRows validation, String dataHash, EpochListener listener) {
        String task = settings + " " + shape + " " + training.labels().length + " " + dataHash;
        try {
            Checkpoint checkpoint = checkpointFile == null ? null : Checkpoint.read(checkpointFile, task);
            return train(training, validation, task, checkpoint, listener);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + checkpointFile + " could not be read or written", e);
        }
    }

    private TrainedMlp train(
            LabelledRows training, LabelledRows validation, String task, Checkpoint checkpoint, EpochListener listener)
            throws IOException {
        Map<String, Tensor> weights = checkpoint == null ? shape.initialWeights(settings.seed()) : checkpoint.weights();
        try (TorchMlp network = new TorchMlp(shape, weights)) {
            TorchCheck.run(network.manager());
            Training state = new Training(network, training, validation, checkpoint);
            state.epochs.forEach(listener::onEpoch);
            while (!state.isOver()) {
                EpochReport report = state.epoch();
                if (checkpointFile != null) {
                    state.checkpoint(task).write(checkpointFile);
                }
                listener.onEpoch(report);
            }
            return new TrainedMlp(shape, state.best, state.bestEpoch, List.copyOf(state.epochs));
        }
    }

    /** A training under way. */
    private final class Training {

        private final TorchMlp network;
        private final AdamW optimizer;
        private final LabelledRows training;
        private final LabelledRows validation;
        private final long totalSteps;
        private final List<EpochReport> epochs = new ArrayList<>();
        private final List<float[]> masks = new ArrayList<>();
        private Map<String, Tensor> best;
        private int bestEpoch;

        Training(TorchMlp network, LabelledRows training, LabelledRows validation, Checkpoint checkpoint) {
            this.network = network;
            this.training = training;
            this.validation = validation;
            int batches = (training.labels().length + settings.batchSize() - 1) / settings.batchSize();
            totalSteps = (long) batches * settings.maxEpochs();
            optimizer = new AdamW(network, settings.weightDecay(), settings.clipNorm());
            if (checkpoint != null) {
                shape.check(checkpoint.best());
                optimizer.restore(checkpoint.state().steps(), checkpoint.means(), checkpoint.variances());
                best = checkpoint.best();
                bestEpoch = checkpoint.state().bestEpoch();
                epochs.addAll(checkpoint.state().epochs());
            }
        }

        Checkpoint checkpoint(String task) {
            return new Checkpoint(
                    new Checkpoint.State(task, optimizer.steps(), bestEpoch, List.copyOf(epochs)),
                    network.tensors(),
                    best,
                    optimizer.means(),
                    optimizer.variances());
        }

        boolean isOver() {
            return epochs.size() >= settings.maxEpochs() || epochs.size() - bestEpoch >= settings.patience();
        }

        EpochReport epoch() {
            int epoch = epochs.size() + 1;
            long start = System.nanoTime();
            double trainLoss = GradientMode.on(() -> steps(epoch));
            double seconds = (System.nanoTime() - start) * 1e-9;
            float[] logits = network.logits(validation.rows());
            double loss = BinaryMetrics.logLossOfLogits(logits, validation.labels());
            if (!Double.isFinite(loss)) {
                throw new TrainingDivergedException("validation loss is " + loss + " after epoch " + epoch);
            }
            EpochReport report = new EpochReport(
                    epoch,
                    trainLoss,
                    loss,
                    BinaryMetrics.rocAuc(toDouble(logits), validation.labels()),
                    learningRate(),
                    training.labels().length / seconds);
            if (best == null || loss < epochs.get(bestEpoch - 1).validationLoss()) {
                best = network.tensors();
                bestEpoch = epoch;
            }
            epochs.add(report);
            return report;
        }

        private double steps(int epoch) {
            int rows = training.labels().length;
            int[] order = new SeededRandom(settings.seed(), SHUFFLE, epoch).permutation(rows);
            SeededRandom dropout = new SeededRandom(settings.seed(), DROPOUT, epoch);
            double sum = 0;
            for (int from = 0; from < rows; from += settings.batchSize()) {
                int[] batch = Arrays.copyOfRange(order, from, Math.min(rows, from + settings.batchSize()));
                sum += step(epoch, batch, masks(dropout, batch.length)) * batch.length;
            }
            return sum / rows;
        }

        private List<float[]> masks(SeededRandom dropout, int rows) {
            if (settings.dropout() == 0) {
                return null;
            }
            masks.clear();
            for (int units : settings.hiddenSizes()) {
                float[] mask = new float[rows * units];
                dropout.dropoutMask(mask, settings.dropout());
                masks.add(mask);
            }
            return masks;
        }

        private double step(int epoch, int[] batch, List<float[]> dropoutMasks) {
            float[] labels = new float[batch.length];
            for (int i = 0; i < batch.length; i++) {
                labels[i] = (float) training.labels()[batch[i]];
            }
            try (NDManager step = network.manager().newSubManager()) {
                PtNDArray logits = network.logits(step, training.rows(), batch, dropoutMasks);
                // log(1 + e^z) - y z: the log loss of a logit, without the overflow of sigmoid and log.
                PtNDArray loss = JniUtils.softPlus(logits)
                        .sub(logits.mul(step.create(labels)))
                        .mean();
                double value = loss.getFloat();
                JniUtils.backward(loss, (PtNDArray) loss.onesLike(), false, false);
                double norm = optimizer.step(step, learningRate());
                if (!Double.isFinite(value) || !Double.isFinite(norm)) {
                    throw new TrainingDivergedException("loss " + value + " and gradient norm " + norm + " at epoch "
                            + epoch + ", step " + (optimizer.steps() + 1) + ": try a lower learning rate than "
                            + settings.learningRate());
                }
                return value;
            }
        }

        private double learningRate() {
            double done = Math.min(1, optimizer.steps() / (double) totalSteps);
            return settings.learningRate() * 0.5 * (1 + Math.cos(Math.PI * done));
        }
    }

    private static double[] toDouble(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
