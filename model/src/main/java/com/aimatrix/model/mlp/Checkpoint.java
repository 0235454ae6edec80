package com.aimatrix.model.mlp;

import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.safetensors.Safetensors;
import com.aimatrix.model.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training as it stood after an epoch: one safetensors file with {@code weights.*}, {@code best.*}, {@code means.*} and
 * {@code variances.*} and the rest as JSON in its metadata, so that it is replaced whole or not at all. Random streams
 * are named by seed and epoch and need no stored state.
 */
record Checkpoint(
        State state,
        Map<String, Tensor> weights,
        Map<String, Tensor> best,
        Map<String, Tensor> means,
        Map<String, Tensor> variances) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATE = "state";

    /**
     * @param task fingerprint of settings, shape and data, which must not change over a resume
     * @param steps of the optimizer so far
     * @param bestEpoch from 1
     * @param epochs those done
     */
    record State(String task, long steps, int bestEpoch, List<EpochReport> epochs) {}

    void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        put(tensors, "weights.", weights);
        put(tensors, "best.", best);
        put(tensors, "means.", means);
        put(tensors, "variances.", variances);
        new Safetensors(tensors, Map.of(STATE, JSON.writeValueAsString(state))).write(file);
    }

    private static void put(Map<String, Tensor> tensors, String prefix, Map<String, Tensor> part) {
        part.forEach((name, tensor) -> tensors.put(prefix + name, tensor));
    }

    /** Reads the file, or answers null when there is none. */
    static Checkpoint read(Path file, String task) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        Safetensors content = Safetensors.read(file);
        State state = state(file, content.metadata().get(STATE));
        if (!task.equals(state.task())) {
            throw new ModelFormatException(file.getFileName()
                    + " was left by a training with other settings or data; delete it to train from the start");
        }
        return new Checkpoint(
                state,
                part(content, "weights."),
                part(content, "best."),
                part(content, "means."),
                part(content, "variances."));
    }

    private static State state(Path file, String json) {
        if (json == null) {
            throw new ModelFormatException(file.getFileName() + " is not a checkpoint: it has no state");
        }
        try {
            return JSON.readValue(json, State.class);
        } catch (JacksonException e) {
            throw new ModelFormatException(file.getFileName() + ": its state cannot be read", e);
        }
    }

    private static Map<String, Tensor> part(Safetensors content, String prefix) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        content.tensors().forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }
}
