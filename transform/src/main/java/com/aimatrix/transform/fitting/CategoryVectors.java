package com.aimatrix.transform.fitting;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Of a learned embedding.
 *
 * @param dimension numbers in each vector
 * @param vectors by category, the most frequent first; not to be written to
 */
public record CategoryVectors(int dimension, Map<String, float[]> vectors) implements Fitted {

    public CategoryVectors {
        vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CategoryVectors that
                && dimension == that.dimension
                && vectors.keySet().equals(that.vectors.keySet())
                && vectors.entrySet().stream()
                        .allMatch(each -> Arrays.equals(each.getValue(), that.vectors.get(each.getKey())));
    }

    @Override
    public int hashCode() {
        return 31 * dimension + vectors.keySet().hashCode();
    }

    @Override
    public String toString() {
        return vectors.keySet().stream()
                .limit(10)
                .collect(Collectors.joining(
                        ", ", "CategoryVectors[%d x %d: ".formatted(vectors.size(), dimension), ", ...]"));
    }
}
