package com.aimatrix.model.mlp;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/**
 * A sum and a gradient that are known. A libtorch of another version than the JNI library expects loads all the same and
 * computes something else (a sum came out as int8), so nothing is trained before this has passed.
 */
final class TorchCheck {

    private TorchCheck() {}

    /** @throws IllegalStateException when torch does not compute what it must */
    static void run(NDManager parent) {
        try (NDManager manager = parent.newSubManager()) {
            PtNDArray values = (PtNDArray) manager.create(new float[] {100, 200, 300});
            values.setRequiresGradient(true);
            GradientMode.on(() -> {
                PtNDArray sum = values.mul(values).sum();
                JniUtils.backward(sum, (PtNDArray) sum.onesLike(), false, false);
                require(sum.getDataType() == DataType.FLOAT32, "a sum of float32 is " + sum.getDataType());
                require(sum.getFloat() == 140_000, "100² + 200² + 300² is " + sum.getFloat());
                return null;
            });
            float[] gradient = values.getGradient().toFloatArray();
            require(
                    Arrays.equals(gradient, new float[] {200, 400, 600}),
                    "the gradient of the squares of 100, 200, 300 is " + Arrays.toString(gradient));
        }
    }

    private static void require(boolean condition, String found) {
        if (!condition) {
            throw new IllegalStateException(
                    "PyTorch computes wrongly (" + found + "): libtorch and its JNI library are of different versions");
        }
    }
}
