package com.aimatrix.training.worker;

import com.aimatrix.model.architecture.LayerDrawing;
import com.aimatrix.model.architecture.LayerGraph;
import com.aimatrix.model.folder.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that a worker works in.
 *
 * @param taskFile {@code run.json}; all else lies beside it
 */
public record WorkFolder(Path taskFile) {

    public static final String TASK = "run.json";
    public static final String EVALUATION = "evaluation.json";
    public static final String CHECKPOINT = "checkpoint.safetensors";
    public static final String MODEL = "model";

    /** The layers of the model, as data. */
    public static final String ARCHITECTURE_JSON = "architecture.json";

    /** The same as a drawing. */
    public static final String ARCHITECTURE_SVG = "architecture.svg";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A path of the task. */
    Path resolve(String path) {
        return taskFile.toAbsolutePath().resolveSibling(path);
    }

    ModelFolder model() {
        return new ModelFolder(resolve(MODEL));
    }

    Path checkpoint() {
        return resolve(CHECKPOINT);
    }

    WorkerTask readTask() throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(taskFile), WorkerTask.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(taskFile.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    void writeEvaluation(EvaluationReport report) throws IOException {
        write(EVALUATION, JSON.writeValueAsBytes(report));
    }

    void writeArchitecture(LayerGraph graph) throws IOException {
        write(ARCHITECTURE_JSON, JSON.writeValueAsBytes(graph));
        write(ARCHITECTURE_SVG, LayerDrawing.svg(graph));
    }

    /** Whole or not at all. */
    private void write(String name, byte[] content) throws IOException {
        Path partial = resolve(name + ".partial");
        Files.write(partial, content);
        Files.move(partial, resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
