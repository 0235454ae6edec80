package com.aimatrix.training.tensorboard;

import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.mlp.MlpShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a model that was trained here as a {@code tensorflow.GraphDef} (tensorboard/compat/proto/graph.proto, node_def.proto,
 * attr_value.proto): a node a layer, with the shape of what comes out of it. Names with slashes are boxes that open.
 */
final class ModelGraph {

    /** Of graphs, since TensorFlow 1.0. */
    private static final int PRODUCER = 22;

    private static final int DT_FLOAT = 1;
    private static final int ANY_ROWS = -1;

    private final WireFormat graph = new WireFormat();

    private ModelGraph() {}

    static WireFormat of(ModelFile file) {
        return new ModelGraph().build(file);
    }

    private WireFormat build(ModelFile file) {
        MlpShape shape = MlpShape.of(file);
        int width = shape.numericWidth();
        var parts = new ArrayList<String>();
        if (width > 0) {
            node("numeric/columns", "Placeholder", width, List.of());
            parts.add(node("numeric/standardized", "Standardize", width, List.of("numeric/columns")));
        }
        for (int i = 0; i < shape.embeddings().size(); i++) {
            String name = "categorical/%s"
                    .formatted(plain(file.preprocessing().categorical().get(i).name()));
            int size = shape.embeddings().get(i).size();
            width += size;
            node("%s/index".formatted(name), "Placeholder", 1, List.of());
            node("%s/embeddings.%d.weight".formatted(name, i), "Variable", size, List.of());
            parts.add(node(
                    "%s/lookup".formatted(name),
                    "GatherV2",
                    size,
                    List.of("%s/embeddings.%d.weight".formatted(name, i), "%s/index".formatted(name))));
        }
        String last = node("concatenated", "ConcatV2", width, parts);
        List<Integer> hidden = shape.hiddenSizes();
        for (int i = 0; i < hidden.size(); i++) {
            last = linear("hidden_%d".formatted(i), i, hidden.get(i), last);
            last = node("hidden_%d/relu".formatted(i), "Relu", hidden.get(i), List.of(last));
            if (file.architecture().dropout() > 0) {
                last = node("hidden_%d/dropout".formatted(i), "Dropout", hidden.get(i), List.of(last));
            }
        }
        last = linear("output", hidden.size(), 1, last);
        if (file.calibration() != null) {
            last = node("output/calibrated", "PlattScaling", 1, List.of(last));
        }
        node("output/probability", "Sigmoid", 1, List.of(last));
        return graph.message(4, new WireFormat().varint(1, PRODUCER));
    }

    private String linear(String scope, int layer, int outputs, String input) {
        String weight = node("%s/layers.%d.weight".formatted(scope, layer), "Variable", outputs, List.of());
        String bias = node("%s/layers.%d.bias".formatted(scope, layer), "Variable", outputs, List.of());
        return node("%s/linear".formatted(scope), "Linear", outputs, List.of(input, weight, bias));
    }

    private String node(String name, String operation, int columns, List<String> inputs) {
        WireFormat node = new WireFormat().text(1, name).text(2, operation);
        inputs.forEach(each -> node.text(3, each));
        WireFormat shapes = new WireFormat().message(7, EventFile.shape(ANY_ROWS, columns));
        node.message(5, attribute("_output_shapes", new WireFormat().message(1, shapes)));
        node.message(5, attribute("T", new WireFormat().varint(6, DT_FLOAT)));
        graph.message(1, node);
        return name;
    }

    /** An entry of a map of {@code AttrValue}. */
    private static WireFormat attribute(String key, WireFormat value) {
        return new WireFormat().text(1, key).message(2, value);
    }

    /** Nodes may be named by letters, digits and a few signs. */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_.\\-]", "_");
    }
}
