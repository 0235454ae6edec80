package com.aimatrix.training.worker;

import com.aimatrix.model.mlp.TrainingSettings;
import com.aimatrix.model.preprocessing.DerivedInput;
import com.aimatrix.model.preprocessing.PreprocessingSettings;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a worker is to do: the content of {@code run.json}. Paths are absolute or relative to the folder of that file.
 *
 * @param kind train a model and evaluate it beside its opponents, or evaluate the opponents alone
 * @param data the rows
 * @param features inputs of the model to be trained, in order; empty to evaluate
 * @param validationFrom train: rows before this time train, rows from it on validate
 * @param validationTo train: rows from this time on are left out; null is no limit
 * @param model train: the network
 * @param training train: how it learns
 * @param calibrate train: whether to fit Platt scaling on the first half of the validation rows; all metrics then come
 *     from the second half
 * @param opponents models to be measured on the very same rows
 * @param threads that torch computes with, at least 1; the same number repeats a run bit by bit
 * @param codeVersion stored in the model
 */
public record WorkerTask(
        Kind kind,
        Data data,
        List<Feature> features,
        Instant validationFrom,
        Instant validationTo,
        Model model,
        Training training,
        boolean calibrate,
        List<Opponent> opponents,
        int threads,
        String codeVersion) {

    public WorkerTask {
        features = features == null ? List.of() : List.copyOf(features);
        opponents = opponents == null ? List.of() : List.copyOf(opponents);
    }

    /** What to do. */
    public enum Kind {
        @JsonProperty("train")
        TRAIN,
        @JsonProperty("evaluate")
        EVALUATE
    }

    /**
     * @param files CSV (RFC 4180, UTF-8, a header in each, an empty field is null), gzip-compressed when the name ends in
     *     {@code .gz}; rows of all of them
     * @param label column of the label: 0, 1, true or false; rows without one are left out and counted
     * @param time column of the row's time (RFC 3339)
     * @param sha256 hex hash of the uncompressed files one after the other, which must fit; null is not checked
     * @param columns of features that do not lie in a column of their own name; may be null
     */
    public record Data(List<String> files, String label, String time, String sha256, Map<String, String> columns) {

        String column(String feature) {
            return columns == null ? feature : columns.getOrDefault(feature, feature);
        }
    }

    public record Feature(String name, FeatureKind kind) {

        Input input() {
            return new Input(name, kind);
        }
    }

    /**
     * @param hiddenSizes units per hidden layer, first to last
     * @param dropout share of hidden units dropped
     * @param embeddingSizes numbers per category by feature name, where the usual size is not wanted; may be null
     * @param derived inputs computed from others; may be null
     * @param dropped columns that only others are computed from; may be null
     */
    public record Model(
            List<Integer> hiddenSizes,
            double dropout,
            Map<String, Integer> embeddingSizes,
            List<DerivedInput> derived,
            Set<String> dropped) {

        PreprocessingSettings preprocessing() {
            return PreprocessingSettings.usual(
                    embeddingSizes == null ? Map.of() : embeddingSizes,
                    derived == null ? List.of() : derived,
                    dropped == null ? Set.of() : dropped);
        }
    }

    /** As in {@link TrainingSettings}. */
    public record Training(
            int maxEpochs, int batchSize, double learningRate, double weightDecay, int patience, long seed) {

        private static final double CLIP_NORM = 1;

        TrainingSettings settings(Model model) {
            return new TrainingSettings(
                    model.hiddenSizes(),
                    model.dropout(),
                    maxEpochs,
                    batchSize,
                    learningRate,
                    weightDecay,
                    patience,
                    CLIP_NORM,
                    seed);
        }
    }

    /** @param name under which its metrics are told; @param folder its model folder */
    public record Opponent(String name, String folder) {}
}
