package com.aimatrix.model.folder;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.safetensors.Safetensors;
import com.aimatrix.model.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder that holds one model and all that is known about it.
 *
 * @param path the folder
 */
public record ModelFolder(Path path) {

    public static final String MODEL_JSON = "model.json";
    public static final String WEIGHTS = "model.safetensors";
    public static final String REFERENCE_PROFILE = "reference_profile.json";

    private static final long MAX_JSON_BYTES = 64L << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Writes all three files into the folder, which is made when it is not there. */
    public void write(ModelFile file, Map<String, Tensor> weights, ReferenceProfile profile) throws IOException {
        new ModelFileCheck(file).run();
        Files.createDirectories(path);
        new Safetensors(weights, Map.of("format", "pt")).write(path.resolve(WEIGHTS));
        Files.write(path.resolve(REFERENCE_PROFILE), JSON.writeValueAsBytes(profile));
        Files.write(path.resolve(MODEL_JSON), JSON.writeValueAsBytes(file));
    }

    /**
     * Reads and checks {@code model.json}.
     *
     * @throws ModelFormatException when it is missing or wrong
     */
    public ModelFile readModelFile() throws IOException {
        ModelFile file = read(MODEL_JSON, ModelFile.class);
        new ModelFileCheck(file).run();
        return file;
    }

    /**
     * Reads {@code model.safetensors}; whether the tensors are those of the network is checked by the network.
     *
     * @throws ModelFormatException when it is missing or wrong
     */
    public Map<String, Tensor> readWeights() throws IOException {
        requireThere(WEIGHTS);
        return Safetensors.read(path.resolve(WEIGHTS)).tensors();
    }

    /**
     * Reads {@code reference_profile.json}.
     *
     * @throws ModelFormatException when it is missing or wrong
     */
    public ReferenceProfile readReferenceProfile() throws IOException {
        return read(REFERENCE_PROFILE, ReferenceProfile.class);
    }

    private <T> T read(String name, Class<T> type) throws IOException {
        requireThere(name);
        if (Files.size(path.resolve(name)) > MAX_JSON_BYTES) {
            throw new ModelFormatException(name + " is larger than 64 MiB");
        }
        try {
            T content = JSON.readValue(Files.readAllBytes(path.resolve(name)), type);
            if (content == null) {
                throw new ModelFormatException(name + " holds null");
            }
            return content;
        } catch (JacksonException e) {
            throw new ModelFormatException(name + " cannot be read" + place(e) + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        return e.getPath().isEmpty()
                ? ""
                : " at "
                        + e.getPath().stream()
                                .map(at ->
                                        at.getPropertyName() != null ? at.getPropertyName() : "[" + at.getIndex() + "]")
                                .collect(Collectors.joining("."));
    }

    private void requireThere(String name) {
        if (!Files.isRegularFile(path.resolve(name))) {
            throw new ModelFormatException("the model folder has no " + name);
        }
    }
}
