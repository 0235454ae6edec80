package com.aimatrix.model.architecture;

import com.aimatrix.model.architecture.LayerGraph.Edge;
import com.aimatrix.model.architecture.LayerGraph.Kind;
import com.aimatrix.model.architecture.LayerGraph.Layer;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.mlp.MlpShape;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes the graph of a multilayer perceptron; parameters are counted where they lie, in its tensors. */
final class LayerGraphBuilder {

    private final ModelFile file;
    private final Map<String, Tensor> weights;
    private final MlpShape shape;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    /** @throws com.aimatrix.model.ModelFormatException when the weights are not those of the network */
    LayerGraphBuilder(ModelFile file, Map<String, Tensor> weights) {
        this.file = file;
        this.weights = weights;
        this.shape = MlpShape.of(file);
        shape.check(weights);
    }

    LayerGraph build() {
        String last = inputs();
        for (int i = 0; i < shape.layers(); i++) {
            last = hidden(i, last);
        }
        List<Integer> one = List.of(1);
        if (file.calibration() != null) {
            last = add("calibration", Kind.CALIBRATION, "Platt scaling", one, one, List.of(last));
        }
        add("sigmoid", Kind.SIGMOID, "sigmoid: P(label 1)", one, one, List.of(last));
        return new LayerGraph(
                LayerGraph.FORMAT_VERSION,
                file.task(),
                file.architecture().type(),
                layers.stream().mapToLong(Layer::parameters).sum(),
                weights.values().stream().mapToLong(each -> each.data().length).sum(),
                layers.stream().mapToLong(Layer::macsPerRow).sum(),
                List.copyOf(layers),
                List.copyOf(edges));
    }

    /** @return the layer that gives the first linear one its input */
    private String inputs() {
        Preprocessing preprocessing = file.preprocessing();
        List<String> ends = new ArrayList<>();
        int numbers = preprocessing.numeric().size();
        if (numbers > 0) {
            String name = numbers == 1 ? preprocessing.numeric().get(0).name() : numbers + " numeric inputs";
            add("numeric", Kind.NUMERIC_INPUT, name, null, List.of(numbers), List.of());
            int width = preprocessing.numericWidth();
            String also = width == numbers ? "" : ", %d null flags".formatted(width - numbers);
            ends.add(add(
                    "standardize",
                    Kind.STANDARDIZE,
                    "standardize" + also,
                    List.of(numbers),
                    List.of(width),
                    List.of("numeric")));
        }
        for (int i = 0; i < preprocessing.categorical().size(); i++) {
            CategoricalInput input = preprocessing.categorical().get(i);
            String from = add(
                    "categorical.%d".formatted(i), Kind.CATEGORICAL_INPUT, input.name(), null, List.of(1), List.of());
            ends.add(add(
                    "embeddings.%d".formatted(i),
                    Kind.EMBEDDING,
                    "embedding of %d values".formatted(input.cardinality()),
                    List.of(1),
                    List.of(input.embeddingSize()),
                    List.of(from),
                    MlpShape.embeddingWeight(i)));
        }
        List<Integer> width = List.of(preprocessing.inputWidth());
        return ends.size() == 1 ? ends.get(0) : add("concatenate", Kind.CONCATENATE, "concatenate", width, width, ends);
    }

    private String hidden(int i, String from) {
        boolean output = i == shape.layers() - 1;
        List<Integer> width = List.of(shape.outputs(i));
        String last = add(
                "layers.%d".formatted(i),
                Kind.LINEAR,
                output ? "linear: logit" : "linear %d".formatted(i + 1),
                List.of(shape.inputs(i)),
                width,
                List.of(from),
                MlpShape.layerWeight(i),
                MlpShape.layerBias(i));
        if (output) {
            return last;
        }
        last = add("relu.%d".formatted(i), Kind.RELU, "relu", width, width, List.of(last));
        double dropout = file.architecture().dropout();
        return dropout == 0
                ? last
                : add(
                        "dropout.%d".formatted(i),
                        Kind.DROPOUT,
                        "dropout %s (training only)".formatted(dropout),
                        width,
                        width,
                        List.of(last));
    }

    private String add(
            String id,
            Kind kind,
            String name,
            List<Integer> inputShape,
            List<Integer> outputShape,
            List<String> from,
            String... tensors) {
        long parameters = Arrays.stream(tensors)
                .map(weights::get)
                .mapToLong(each -> Arrays.stream(each.shape()).reduce(1, (a, b) -> a * b))
                .sum();
        long macs = kind == Kind.LINEAR ? (long) inputShape.get(0) * outputShape.get(0) : 0;
        layers.add(new Layer(id, kind, name, inputShape, outputShape, parameters, macs, List.of(tensors)));
        from.forEach(each -> edges.add(new Edge(each, id)));
        return id;
    }
}
