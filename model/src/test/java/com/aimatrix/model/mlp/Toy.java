package com.aimatrix.model.mlp;

import com.aimatrix.model.preprocessing.EncodedRows;
import java.util.List;

/** A small problem with a numeric, a categorical and a crossed effect. */
final class Toy {

    static final MlpShape SHAPE =
            new MlpShape(3, List.of(new MlpShape.Embedding(5, 3), new MlpShape.Embedding(2, 2)), List.of(16, 8));

    private Toy() {}

    static LabelledRows rows(int count, long seed) {
        SeededRandom random = new SeededRandom(seed, 99, 0);
        float[] numeric = random.uniform(count * 3, 2);
        int[] indices = new int[count * 2];
        double[] labels = new double[count];
        for (int i = 0; i < count; i++) {
            indices[2 * i] = (int) (random.nextFloat() * 5);
            indices[2 * i + 1] = (int) (random.nextFloat() * 2);
            double logit = 2 * numeric[3 * i] * (indices[2 * i + 1] == 1 ? 1 : -1) + indices[2 * i] - 2;
            labels[i] = random.nextFloat() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
        }
        return new LabelledRows(new EncodedRows(count, 3, 2, numeric, indices), labels);
    }

    static TrainingSettings settings(int maxEpochs, double learningRate, long seed) {
        return new TrainingSettings(SHAPE.hiddenSizes(), 0.1, maxEpochs, 64, learningRate, 1e-2, 20, 1.0, seed);
    }
}
