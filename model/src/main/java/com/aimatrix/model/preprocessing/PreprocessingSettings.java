package com.aimatrix.model.preprocessing;

import java.util.Map;

/**
 * How preprocessing is fitted.
 *
 * @param embeddingSizes numbers per category by input name; for others it follows from the number of categories
 * @param minCategoryRows a value with fewer training rows counts as unknown
 * @param maxCategories beyond these most frequent values all count as unknown
 */
public record PreprocessingSettings(Map<String, Integer> embeddingSizes, int minCategoryRows, int maxCategories) {

    private static final int MAX_EMBEDDING_SIZE = 256;

    public PreprocessingSettings {
        embeddingSizes = Map.copyOf(embeddingSizes);
        embeddingSizes.forEach((name, size) -> {
            if (size < 1 || size > MAX_EMBEDDING_SIZE) {
                throw new IllegalArgumentException(
                        "embedding size of " + name + " is " + size + ", expected 1 to " + MAX_EMBEDDING_SIZE);
            }
        });
        if (minCategoryRows < 1 || maxCategories < 1) {
            throw new IllegalArgumentException("minCategoryRows and maxCategories must be at least 1, found "
                    + minCategoryRows + " and " + maxCategories);
        }
    }

    public static PreprocessingSettings defaults() {
        return new PreprocessingSettings(Map.of(), 20, 10_000);
    }

    /** The size asked for, else the square root of the cardinality, between 2 and 16. */
    int embeddingSize(String name, int cardinality) {
        int usual = Math.min(16, Math.max(2, (int) Math.ceil(Math.sqrt(cardinality))));
        return embeddingSizes.getOrDefault(name, usual);
    }
}
