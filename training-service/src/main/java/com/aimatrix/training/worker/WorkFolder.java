package com.aimatrix.training.worker;

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
        Path partial = resolve(EVALUATION + ".partial");
        Files.write(partial, JSON.writeValueAsBytes(report));
        Files.move(partial, resolve(EVALUATION), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
