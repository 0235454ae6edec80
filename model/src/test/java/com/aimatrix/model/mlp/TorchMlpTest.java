package com.aimatrix.model.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.aimatrix.model.ModelFormatException;
import com.aimatrix.model.preprocessing.EncodedRows;
import com.aimatrix.model.safetensors.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TorchMlpTest {

    private static final Map<String, Tensor> WEIGHTS = Toy.SHAPE.initialWeights(11);

    @Test
    void plainJavaAndTorchGiveTheSameLogits() {
        LabelledRows rows = Toy.rows(9000, 1);

        float[] java = new JavaMlp(Toy.SHAPE, WEIGHTS).logits(rows.rows());

        try (TorchMlp torch = new TorchMlp(Toy.SHAPE, WEIGHTS)) {
            assertThat(torch.logits(rows.rows())).containsExactly(java, within(1e-6f));
        }
    }

    @Test
    void aNetworkWithoutEmbeddingsOrWithoutHiddenLayersOrWithoutNumbersWorksToo() {
        LabelledRows rows = Toy.rows(20, 1);
        for (MlpShape shape : List.of(
                new MlpShape(3, List.of(), List.of(4)),
                new MlpShape(3, Toy.SHAPE.embeddings(), List.of()),
                new MlpShape(0, Toy.SHAPE.embeddings(), List.of(4)))) {
            EncodedRows encoded = new EncodedRows(
                    20,
                    shape.numericWidth(),
                    shape.embeddings().size(),
                    rows.rows().numeric(),
                    rows.rows().indices());
            Map<String, Tensor> weights = shape.initialWeights(1);
            try (TorchMlp torch = new TorchMlp(shape, weights)) {
                assertThat(torch.logits(encoded))
                        .containsExactly(new JavaMlp(shape, weights).logits(encoded), within(1e-6f));
            }
        }
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        LabelledRows rows = Toy.rows(32, 2);
        Map<String, float[]> gradients = new HashMap<>();
        try (TorchMlp torch = new TorchMlp(Toy.SHAPE, WEIGHTS);
                NDManager step = torch.manager().newSubManager()) {
            GradientMode.on(() -> {
                PtNDArray sum = torch.logits(
                                step, rows.rows(), IntStream.range(0, 32).toArray(), null)
                        .sum();
                JniUtils.backward(sum, (PtNDArray) sum.onesLike(), false, false);
                return null;
            });
            torch.weights().forEach((name, weight) -> {
                try (PtNDArray gradient = JniUtils.getGradient(weight)) {
                    gradients.put(name, gradient.toFloatArray());
                }
            });
        }
        for (String name : List.of("embeddings.0.weight", "layers.0.weight", "layers.1.bias", "layers.2.weight")) {
            for (int i : new int[] {0, 3, 7}) {
                assertThat((double) gradients.get(name)[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(slope(rows, name, i), within(0.02));
            }
        }
    }

    private static double slope(LabelledRows rows, String name, int position) {
        double h = 1e-3;
        return (sum(rows, name, position, h) - sum(rows, name, position, -h)) / (2 * h);
    }

    private static double sum(LabelledRows rows, String name, int position, double change) {
        Map<String, Tensor> changed = new HashMap<>(WEIGHTS);
        float[] values = WEIGHTS.get(name).floats();
        values[position] += (float) change;
        changed.put(name, Tensor.of(values, WEIGHTS.get(name).shape()));
        float[] logits = new JavaMlp(Toy.SHAPE, changed).logits(rows.rows());
        return IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).sum();
    }

    @Test
    void anUpdateIsThatOfAdamWWithClippedGradients() {
        LabelledRows rows = Toy.rows(32, 2);
        double clip = 0.25;
        double rate = 0.01;
        double decay = 0.1;
        try (TorchMlp torch = new TorchMlp(Toy.SHAPE, WEIGHTS);
                NDManager step = torch.manager().newSubManager()) {
            AdamW optimizer = new AdamW(torch, decay, clip);
            Map<String, float[]> gradients = new HashMap<>();
            GradientMode.on(() -> {
                PtNDArray sum = torch.logits(
                                step, rows.rows(), IntStream.range(0, 32).toArray(), null)
                        .sum();
                JniUtils.backward(sum, (PtNDArray) sum.onesLike(), false, false);
                torch.weights().forEach((name, weight) -> {
                    try (PtNDArray gradient = JniUtils.getGradient(weight)) {
                        gradients.put(name, gradient.toFloatArray());
                    }
                });
                return null;
            });

            double norm = optimizer.step(step, rate);

            double squares = gradients.values().stream()
                    .mapToDouble(g -> IntStream.range(0, g.length)
                            .mapToDouble(i -> g[i] * g[i])
                            .sum())
                    .sum();
            assertThat(norm).isCloseTo(Math.sqrt(squares), within(1e-4));
            // The first step of Adam moves each weight by the learning rate against the sign of its gradient.
            float[] before = WEIGHTS.get("layers.1.weight").floats();
            float[] after = torch.tensors().get("layers.1.weight").floats();
            float[] gradient = gradients.get("layers.1.weight");
            for (int i = 0; i < before.length; i++) {
                double scaled = gradient[i] * clip / norm;
                double expected = before[i] * (1 - rate * decay)
                        - rate * scaled / (Math.abs(scaled) + 1e-8 / Math.sqrt(1 - 0.999));
                assertThat((double) after[i]).isCloseTo(expected, within(2e-6));
            }
            assertThat(optimizer.means().get("layers.1.weight").floats()[0])
                    .isCloseTo((float) (0.1 * gradient[0] * clip / norm), within(1e-6f));
        }
    }

    @Test
    void weightsOfAnotherShapeOrThatAreNotFiniteAreRefused() {
        Map<String, Tensor> missing = new HashMap<>(WEIGHTS);
        missing.remove("layers.0.bias");
        Map<String, Tensor> wrong = new HashMap<>(WEIGHTS);
        wrong.put("layers.0.bias", Tensor.of(new float[15], 15));
        Map<String, Tensor> nan = new HashMap<>(WEIGHTS);
        float[] values = new float[16];
        Arrays.fill(values, Float.NaN);
        nan.put("layers.0.bias", Tensor.of(values, 16));

        for (Map<String, Tensor> weights : List.of(missing, wrong, nan)) {
            assertThatThrownBy(() -> new JavaMlp(Toy.SHAPE, weights)).isInstanceOf(ModelFormatException.class);
        }
    }
}
