package com.aimatrix.model.mlp;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.aimatrix.model.preprocessing.EncodedRows;
import com.aimatrix.model.safetensors.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network on PyTorch. For one thread at a time, a platform thread; closing it frees the weights.
 *
 * <p>Every array of a step belongs to the step's manager: results belong to the manager of the receiver, so operations
 * start from the batch and take weights as arguments.
 */
final class TorchMlp implements AutoCloseable {

    private static final int CHUNK_ROWS = 8192;

    private final MlpShape shape;
    private final PtNDManager manager;
    private final Map<String, PtNDArray> weights = new LinkedHashMap<>();

    TorchMlp(MlpShape shape, Map<String, Tensor> tensors) {
        shape.check(tensors);
        this.shape = shape;
        manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager();
        for (String name : shape.weights().keySet()) {
            PtNDArray weight = array(manager, tensors.get(name));
            weight.setRequiresGradient(true);
            weights.put(name, weight);
        }
    }

    static PtNDArray array(PtNDManager manager, Tensor tensor) {
        return (PtNDArray) manager.create(tensor.floats(), new Shape(tensor.shape()));
    }

    MlpShape shape() {
        return shape;
    }

    PtNDManager manager() {
        return manager;
    }

    /** The weights by name, live. */
    Map<String, PtNDArray> weights() {
        return weights;
    }

    /** A copy of the weights. */
    Map<String, Tensor> tensors() {
        return tensors(weights);
    }

    static Map<String, Tensor> tensors(Map<String, PtNDArray> arrays) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) -> tensors.put(
                name, Tensor.of(array.toFloatArray(), array.getShape().getShape())));
        return tensors;
    }

    /**
     * The logits of the rows at some positions, as an array of one axis.
     *
     * @param step manager of the step
     * @param masks dropout masks per hidden layer, {@code rows x units}, or null for none
     */
    PtNDArray logits(NDManager step, EncodedRows rows, int[] positions, List<float[]> masks) {
        PtNDArray activation = input(step, rows, positions);
        for (int i = 0; i < shape.layers(); i++) {
            activation = JniUtils.linear(
                    activation, weights.get(MlpShape.layerWeight(i)), weights.get(MlpShape.layerBias(i)));
            if (i < shape.layers() - 1) {
                activation = JniUtils.relu(activation);
                if (masks != null) {
                    Shape size = new Shape(positions.length, shape.outputs(i));
                    activation = activation.mul(step.create(masks.get(i), size));
                }
            }
        }
        return activation.reshape(new Shape(positions.length));
    }

    private PtNDArray input(NDManager step, EncodedRows rows, int[] positions) {
        int width = rows.numericWidth();
        int categoricals = rows.categoricals();
        PtNDArray[] parts = new PtNDArray[categoricals + (width > 0 ? 1 : 0)];
        for (int c = 0; c < categoricals; c++) {
            long[] indices = new long[positions.length];
            for (int i = 0; i < positions.length; i++) {
                indices[i] = rows.indices()[positions[i] * categoricals + c];
            }
            PtNDArray weight = weights.get(MlpShape.embeddingWeight(c));
            parts[parts.length - categoricals + c] =
                    JniUtils.embedding((PtNDArray) step.create(indices), weight, false);
        }
        if (width > 0) {
            float[] numeric = new float[positions.length * width];
            for (int i = 0; i < positions.length; i++) {
                System.arraycopy(rows.numeric(), positions[i] * width, numeric, i * width, width);
            }
            parts[0] = (PtNDArray) step.create(numeric, new Shape(positions.length, width));
        }
        return parts.length == 1 ? parts[0] : JniUtils.cat(parts, 1);
    }

    /** The logits of all rows, without gradients. */
    float[] logits(EncodedRows rows) {
        return GradientMode.off(() -> {
            float[] logits = new float[rows.rows()];
            for (int from = 0; from < logits.length; from += CHUNK_ROWS) {
                int[] positions = new int[Math.min(CHUNK_ROWS, logits.length - from)];
                int first = from;
                Arrays.setAll(positions, i -> first + i);
                try (NDManager step = manager.newSubManager()) {
                    float[] chunk = logits(step, rows, positions, null).toFloatArray();
                    System.arraycopy(chunk, 0, logits, from, chunk.length);
                }
            }
            return logits;
        });
    }

    @Override
    public void close() {
        manager.close();
    }
}
