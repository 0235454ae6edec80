package com.aimatrix.model.mlp;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.aimatrix.model.safetensors.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019) and gradients clipped to a global norm. Its state has
 * names, so that it can be stored and a training resumed bit by bit.
 */
final class AdamW {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final PtNDManager manager;
    private final MlpShape shape;
    private final Map<String, PtNDArray> weights;
    private final Map<String, PtNDArray> means = new LinkedHashMap<>();
    private final Map<String, PtNDArray> variances = new LinkedHashMap<>();
    private final double weightDecay;
    private final double clipNorm;
    private long steps;

    AdamW(TorchMlp network, double weightDecay, double clipNorm) {
        this.manager = network.manager();
        this.shape = network.shape();
        this.weights = network.weights();
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
        weights.forEach((name, weight) -> {
            means.put(name, (PtNDArray) manager.zeros(weight.getShape()));
            variances.put(name, (PtNDArray) manager.zeros(weight.getShape()));
        });
    }

    Map<String, Tensor> means() {
        return TorchMlp.tensors(means);
    }

    Map<String, Tensor> variances() {
        return TorchMlp.tensors(variances);
    }

    long steps() {
        return steps;
    }

    /**
     * Goes on from a stored state.
     *
     * @throws com.aimatrix.model.ModelFormatException when it is not one of this network
     */
    void restore(long storedSteps, Map<String, Tensor> storedMeans, Map<String, Tensor> storedVariances) {
        steps = storedSteps;
        replace(means, storedMeans);
        replace(variances, storedVariances);
    }

    private void replace(Map<String, PtNDArray> arrays, Map<String, Tensor> tensors) {
        shape.check(tensors);
        arrays.replaceAll((name, array) -> {
            array.close();
            return TorchMlp.array(manager, tensors.get(name));
        });
    }

    /**
     * Updates the weights by their gradients and clears these.
     *
     * @return the global norm of the gradients before clipping; when it is not finite nothing was updated
     */
    double step(NDManager step, double learningRate) {
        Map<String, PtNDArray> gradients = new LinkedHashMap<>();
        double squares = 0;
        for (Map.Entry<String, PtNDArray> entry : weights.entrySet()) {
            PtNDArray gradient = JniUtils.getGradient(entry.getValue());
            gradient.attach(step);
            gradients.put(entry.getKey(), gradient);
            double norm = gradient.norm().getFloat();
            squares += norm * norm;
        }
        double norm = Math.sqrt(squares);
        if (Double.isFinite(norm)) {
            steps++;
            float scale = (float) (norm > clipNorm ? clipNorm / norm : 1);
            gradients.forEach((name, gradient) -> update(name, gradient, scale, learningRate));
        }
        return norm;
    }

    private void update(String name, PtNDArray gradient, float scale, double learningRate) {
        double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        float decay = name.endsWith(".weight") ? (float) weightDecay : 0;
        PtNDArray weight = weights.get(name);
        JniUtils.adamUpdate(
                weight,
                gradient,
                means.get(name),
                variances.get(name),
                (float) learningRate,
                (float) (learningRate * correction),
                decay,
                scale,
                -1,
                BETA1,
                BETA2,
                EPSILON,
                true);
        JniUtils.zeroGrad(weight);
    }
}
