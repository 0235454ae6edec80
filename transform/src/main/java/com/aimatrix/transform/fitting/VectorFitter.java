package com.aimatrix.transform.fitting;

import com.aimatrix.transform.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns vectors of categories from the contexts they occur in: the left singular vectors of their positive pointwise
 * mutual information, each weighted by the root of its singular value (Levy and Goldberg, 2014). The most frequent
 * 20000 categories get vectors; contexts beyond 4096 are hashed. When a matrix has fewer singular values than numbers
 * are asked for, the rest are 0.
 */
final class VectorFitter extends Fitter {

    static final int MOST_VECTORS = 20_000;

    private final int dimension;
    private final long seed;
    private final Cooccurrences counts = new Cooccurrences();

    VectorFitter(int dimension, long seed) {
        this.dimension = dimension;
        this.seed = seed;
    }

    @Override
    boolean take(Object[] inputs) {
        Object category = Values.normal(inputs[0]);
        Object context = Values.normal(inputs[1]);
        if (category == null || context == null) {
            return false;
        }
        counts.add(Values.text(category), Values.text(context));
        return true;
    }

    @Override
    public Fitted finish() {
        if (rows() == 0) {
            throw new NotFittable("expected at least one row with a category and a context, got none");
        }
        List<String> categories = counts.mostFrequent(MOST_VECTORS);
        SparseMatrix matrix = MutualInformation.of(counts.of(categories), categories.size(), counts.columns());
        if (matrix.starts()[matrix.rows()] == 0) {
            throw new NotFittable(
                    "expected some contexts to be met more often with some categories, got the same for all %d categories"
                            .formatted(categories.size()));
        }
        TruncatedSvd svd = TruncatedSvd.of(matrix, dimension, seed);
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (int row = 0; row < categories.size(); row++) {
            float[] vector = new float[dimension];
            for (int i = 0; i < svd.values().length; i++) {
                vector[i] = (float) (svd.left().get(row, i) * Math.sqrt(svd.values()[i]));
            }
            vectors.put(categories.get(row), vector);
        }
        return new CategoryVectors(dimension, vectors);
    }
}
