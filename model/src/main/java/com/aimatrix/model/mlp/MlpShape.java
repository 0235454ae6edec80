package com.aimatrix.model.mlp;

import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.preprocessing.CategoricalInput;
import com.aimatrix.model.preprocessing.Preprocessing;
import com.aimatrix.model.safetensors.DType;
import com.aimatrix.model.safetensors.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a network, and so the names and shapes of its weights, as PyTorch names and lays them out:
 * {@code embeddings.i.weight [categories, size]}, {@code layers.i.weight [out, in]}, {@code layers.i.bias [out]}; the
 * last layer has one output, the logit.
 *
 * @param numericWidth columns of the numeric matrix
 * @param embeddings sizes per categorical input
 * @param hiddenSizes units per hidden layer
 */
public record MlpShape(int numericWidth, List<Embedding> embeddings, List<Integer> hiddenSizes) {

    private static final int INITIAL_WEIGHTS = 1;

    /** @param cardinality rows, the first being for unknown values; @param size numbers per row */
    public record Embedding(int cardinality, int size) {}

    public static MlpShape of(Preprocessing preprocessing, List<Integer> hiddenSizes) {
        List<Embedding> embeddings = preprocessing.categorical().stream()
                .map((CategoricalInput input) -> new Embedding(input.cardinality(), input.embeddingSize()))
                .toList();
        return new MlpShape(preprocessing.numericWidth(), embeddings, List.copyOf(hiddenSizes));
    }

    public static MlpShape of(ModelFile file) {
        return of(file.preprocessing(), file.architecture().hiddenSizes());
    }

    /** Linear layers, the output layer included. */
    public int layers() {
        return hiddenSizes.size() + 1;
    }

    /** Inputs of a layer. */
    public int inputs(int layer) {
        if (layer > 0) {
            return hiddenSizes.get(layer - 1);
        }
        return numericWidth + embeddings.stream().mapToInt(Embedding::size).sum();
    }

    /** Outputs of a layer. */
    public int outputs(int layer) {
        return layer < hiddenSizes.size() ? hiddenSizes.get(layer) : 1;
    }

    /** The names and shapes of all weights. */
    Map<String, long[]> weights() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < embeddings.size(); i++) {
            Embedding embedding = embeddings.get(i);
            shapes.put(embeddingWeight(i), new long[] {embedding.cardinality(), embedding.size()});
        }
        for (int i = 0; i < layers(); i++) {
            shapes.put(layerWeight(i), new long[] {outputs(i), inputs(i)});
            shapes.put(layerBias(i), new long[] {outputs(i)});
        }
        return shapes;
    }

    /** The name of a tensor; likewise the next two. */
    public static String embeddingWeight(int embedding) {
        return "embeddings." + embedding + ".weight";
    }

    public static String layerWeight(int layer) {
        return "layers." + layer + ".weight";
    }

    public static String layerBias(int layer) {
        return "layers." + layer + ".bias";
    }

    /**
     * Initial weights: linear layers as {@code torch.nn.Linear} (uniform within one over the square root of the inputs),
     * embeddings uniform within 0.1, except that unknown values start, and without training rows stay, at zero.
     */
    public Map<String, Tensor> initialWeights(long seed) {
        SeededRandom random = new SeededRandom(seed, INITIAL_WEIGHTS, 0);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (int i = 0; i < embeddings.size(); i++) {
            Embedding embedding = embeddings.get(i);
            float[] values = random.uniform(embedding.cardinality() * embedding.size(), 0.1);
            Arrays.fill(values, 0, embedding.size(), 0);
            weights.put(embeddingWeight(i), Tensor.of(values, embedding.cardinality(), embedding.size()));
        }
        for (int i = 0; i < layers(); i++) {
            double bound = 1 / Math.sqrt(Math.max(1, inputs(i)));
            weights.put(
                    layerWeight(i), Tensor.of(random.uniform(outputs(i) * inputs(i), bound), outputs(i), inputs(i)));
            weights.put(layerBias(i), Tensor.of(random.uniform(outputs(i), bound), outputs(i)));
        }
        return weights;
    }

    /**
     * Checks that tensors are the weights of a network of this shape: all there, none more, float32 and finite.
     *
     * @throws ModelFormatException when they are not
     */
    public void check(Map<String, Tensor> tensors) {
        Map<String, long[]> expected = weights();
        if (!expected.keySet().equals(tensors.keySet())) {
            throw new ModelFormatException("expected the tensors " + expected.keySet() + ", found " + tensors.keySet());
        }
        expected.forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor.dtype() != DType.F32 || !Arrays.equals(tensor.shape(), shape)) {
                throw new ModelFormatException(
                        "tensor " + name + " is " + tensor + ", expected F32" + Arrays.toString(shape));
            }
            for (float value : tensor.floats()) {
                if (!Float.isFinite(value)) {
                    throw new ModelFormatException("tensor " + name + " holds a value that is not finite");
                }
            }
        });
    }
}
