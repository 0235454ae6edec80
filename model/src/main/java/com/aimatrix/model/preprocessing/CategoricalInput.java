package com.aimatrix.model.preprocessing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a category becomes an index of an embedding: its place in {@code values} plus one; 0 is null, a value never seen,
 * or one too rare to learn from.
 *
 * @param values by falling frequency in training, then by name
 * @param embeddingSize numbers per category
 */
public record CategoricalInput(String name, List<String> values, int embeddingSize) {

    public CategoricalInput {
        values = List.copyOf(values);
    }

    /** Rows of the embedding, the one for unknown values included. */
    public int cardinality() {
        return values.size() + 1;
    }

    static CategoricalInput fit(String name, String[] values, PreprocessingSettings settings) {
        Map<String, Integer> counts = new HashMap<>();
        for (String value : values) {
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        List<String> known = counts.entrySet().stream()
                .filter(e -> e.getValue() >= settings.minCategoryRows())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(settings.maxCategories())
                .map(Map.Entry::getKey)
                .toList();
        return new CategoricalInput(name, known, settings.embeddingSize(name, known.size() + 1));
    }
}
