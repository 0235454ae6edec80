package com.aimatrix.transform.function;

import com.aimatrix.transform.fitting.CategoryVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vector of a category, null for one that has none. */
record VectorLookup(Map<String, float[]> vectors) implements Transformer {

    static VectorLookup of(CategoryVectors fitted) {
        return new VectorLookup(fitted.vectors());
    }

    static VectorLookup of(Map<String, List<Double>> given) {
        Map<String, float[]> vectors = new HashMap<>();
        given.forEach((category, numbers) -> {
            float[] vector = new float[numbers.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = numbers.get(i).floatValue();
            }
            vectors.put(category, vector);
        });
        return new VectorLookup(vectors);
    }

    @Override
    public Object apply(Object[] inputs) {
        float[] vector = vectors.get(Inputs.text(inputs[0]));
        return vector == null ? null : vector.clone();
    }
}
