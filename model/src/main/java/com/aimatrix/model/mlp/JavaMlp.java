package com.aimatrix.model.mlp;

import com.aimatrix.model.preprocessing.EncodedRows;
import com.aimatrix.model.safetensors.Tensor;
import java.util.Map;

/** The way forward in plain Java, for serving. Thread-safe; needs nothing native. */
public final class JavaMlp {

    private final MlpShape shape;
    private final float[][] embeddings;
    private final float[][] weights;
    private final float[][] biases;

    /**
     * Takes weights of that shape.
     *
     * @throws com.aimatrix.model.ModelFormatException when they are not of that shape
     */
    public JavaMlp(MlpShape shape, Map<String, Tensor> tensors) {
        shape.check(tensors);
        this.shape = shape;
        embeddings = new float[shape.embeddings().size()][];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = tensors.get(MlpShape.embeddingWeight(i)).floats();
        }
        weights = new float[shape.layers()][];
        biases = new float[shape.layers()][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = transposed(tensors.get(MlpShape.layerWeight(i)).floats(), shape.outputs(i), shape.inputs(i));
            biases[i] = tensors.get(MlpShape.layerBias(i)).floats();
        }
    }

    /** Inputs first, so that the inner loop runs over neighbouring outputs and the compiler vectorises it. */
    private static float[] transposed(float[] weight, int outputs, int inputs) {
        float[] transposed = new float[weight.length];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                transposed[i * outputs + o] = weight[o * inputs + i];
            }
        }
        return transposed;
    }

    /** One logit a row. */
    public float[] logits(EncodedRows rows) {
        float[][] activations = new float[shape.layers() + 1][];
        activations[0] = new float[shape.inputs(0)];
        for (int i = 0; i < shape.layers(); i++) {
            activations[i + 1] = new float[shape.outputs(i)];
        }
        float[] logits = new float[rows.rows()];
        for (int r = 0; r < logits.length; r++) {
            gather(rows, r, activations[0]);
            for (int i = 0; i < shape.layers(); i++) {
                forward(i, activations[i], activations[i + 1], i < shape.layers() - 1);
            }
            logits[r] = activations[shape.layers()][0];
        }
        return logits;
    }

    private void gather(EncodedRows rows, int row, float[] target) {
        System.arraycopy(rows.numeric(), row * rows.numericWidth(), target, 0, rows.numericWidth());
        int position = rows.numericWidth();
        for (int i = 0; i < embeddings.length; i++) {
            int size = shape.embeddings().get(i).size();
            int index = rows.indices()[row * embeddings.length + i];
            System.arraycopy(embeddings[i], index * size, target, position, size);
            position += size;
        }
    }

    private void forward(int layer, float[] input, float[] output, boolean relu) {
        float[] weight = weights[layer];
        int outputs = output.length;
        System.arraycopy(biases[layer], 0, output, 0, outputs);
        int i = 0;
        for (; i + 4 <= input.length; i += 4) {
            addScaled4(output, weight, i * outputs, input[i], input[i + 1], input[i + 2], input[i + 3]);
        }
        for (; i < input.length; i++) {
            addScaled(output, weight, i * outputs, input[i]);
        }
        if (relu) {
            for (int o = 0; o < outputs; o++) {
                output[o] = Math.max(0, output[o]);
            }
        }
    }

    private static void addScaled(float[] output, float[] weight, int offset, float factor) {
        for (int o = 0; o < output.length; o++) {
            output[o] += factor * weight[offset + o];
        }
    }

    /** Four inputs in one pass, which reads and writes the outputs a quarter as often. */
    private static void addScaled4(float[] output, float[] weight, int first, float a, float b, float c, float d) {
        int outputs = output.length;
        int second = first + outputs;
        int third = second + outputs;
        int fourth = third + outputs;
        for (int o = 0; o < outputs; o++) {
            output[o] +=
                    a * weight[first + o] + b * weight[second + o] + (c * weight[third + o] + d * weight[fourth + o]);
        }
    }
}
