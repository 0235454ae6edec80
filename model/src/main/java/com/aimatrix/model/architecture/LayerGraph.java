package com.aimatrix.model.architecture;

import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFolder;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.List;

/**
 * The layers that a row goes through, from its inputs to the prediction.
 *
 * @param parameters trained numbers, all layers together: as many as the tensors of {@code model.safetensors} hold
 * @param parameterBytes what they take there
 * @param macsPerRow multiply-accumulates of the linear layers for one row; lookups and elementwise steps are not counted
 */
public record LayerGraph(
        @JsonProperty("format_version") int formatVersion,
        String task,
        String type,
        long parameters,
        @JsonProperty("parameter_bytes") long parameterBytes,
        @JsonProperty("macs_per_row") long macsPerRow,
        List<Layer> layers,
        List<Edge> edges) {

    static final int FORMAT_VERSION = 1;

    /** What a layer does. */
    public enum Kind {
        /** Numbers of a row. */
        NUMERIC_INPUT,
        /** One category of a row, as its index. */
        CATEGORICAL_INPUT,
        /** {@code (value - mean) / stddev}, cut; and one more number for each input that may be missing. */
        STANDARDIZE,
        /** A row of a table of trained numbers. */
        EMBEDDING,
        CONCATENATE,
        LINEAR,
        RELU,
        /** In training only. */
        DROPOUT,
        /** Platt scaling: a scale and an offset that are fitted after the training, in {@code model.json}. */
        CALIBRATION,
        SIGMOID
    }

    /**
     * A layer.
     *
     * @param id unique in the graph
     * @param name for people
     * @param inputShape of one row, without the batch; null for inputs
     * @param outputShape likewise
     * @param tensors names in {@code model.safetensors}
     */
    public record Layer(
            String id,
            Kind kind,
            String name,
            @JsonProperty("input_shape") List<Integer> inputShape,
            @JsonProperty("output_shape") List<Integer> outputShape,
            long parameters,
            @JsonProperty("macs_per_row") long macsPerRow,
            List<String> tensors) {}

    /** What one layer gives goes into another; both by id. */
    public record Edge(String from, String to) {}

    /**
     * The graph of the model in a folder.
     *
     * @throws com.aimatrix.model.ModelFormatException when a file is missing or wrong
     */
    public static LayerGraph read(ModelFolder folder) throws IOException {
        ModelFile file = folder.readModelFile();
        return new LayerGraphBuilder(file, folder.readWeights()).build();
    }
}
