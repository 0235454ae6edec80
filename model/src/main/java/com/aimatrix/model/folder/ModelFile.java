package com.aimatrix.model.folder;

import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.table.Input;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code model.json}.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param task {@value #BINARY}: one sigmoid output, the probability of label 1, trained on log loss
 * @param inputs what a row must hold, in order
 * @param seed of the initial weights, shuffles and dropout masks
 * @param dataHash hex SHA-256 of the training data
 * @param codeVersion version of the code that trained it
 * @param metrics on the validation rows, by name
 * @param calibration put on the logit before the sigmoid, or null
 * @param trainedOn the time that the training rows span, or null when rows have no time
 */
public record ModelFile(
        int formatVersion,
        String task,
        Architecture architecture,
        List<Input> inputs,
        Preprocessing preprocessing,
        long seed,
        String dataHash,
        String codeVersion,
        Map<String, Double> metrics,
        Calibration calibration,
        TimeRange trainedOn) {

    public ModelFile {
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        metrics = metrics == null ? Map.of() : metrics;
    }

    /** The names of what a row must hold, in order. */
    public List<String> inputNames() {
        return inputs.stream().map(Input::name).toList();
    }

    /** The newest format; version 1 had no derived inputs. */
    public static final int FORMAT_VERSION = 2;

    /** The only task there is yet. */
    public static final String BINARY = "binary";

    /**
     * A multilayer perceptron over numbers and embeddings.
     *
     * @param type {@value #MLP}
     * @param hiddenSizes units per hidden layer, first to last
     * @param activation {@value #RELU}
     * @param dropout share of hidden units dropped in training, from 0 to below 1
     */
    public record Architecture(String type, List<Integer> hiddenSizes, String activation, double dropout) {

        public static final String MLP = "mlp";
        public static final String RELU = "relu";

        public static Architecture mlp(List<Integer> hiddenSizes, double dropout) {
            return new Architecture(MLP, List.copyOf(hiddenSizes), RELU, dropout);
        }
    }

    /** Platt scaling: the probability is {@code sigmoid(scale * logit + offset)}. */
    public record Calibration(double scale, double offset) {}

    /** @param from time of the first row; @param to time of the last */
    public record TimeRange(Instant from, Instant to) {}
}
