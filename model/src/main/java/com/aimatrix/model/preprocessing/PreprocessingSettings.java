package com.aimatrix.model.preprocessing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How preprocessing is fitted.
 *
 * @param embeddingSizes numbers per category by input name; for others it follows from the number of categories
 * @param minCategoryRows a value with fewer training rows counts as unknown
 * @param maxCategories beyond these most frequent values all count as unknown
 * @param derived inputs to be computed, not fitted yet
 * @param dropped columns, or derived inputs, that others are computed from and that the network itself does not take
 */
public record PreprocessingSettings(
        Map<String, Integer> embeddingSizes,
        int minCategoryRows,
        int maxCategories,
        List<DerivedInput> derived,
        Set<String> dropped) {

    private static final int MIN_CATEGORY_ROWS = 20;
    private static final int MAX_CATEGORIES = 10_000;

    private static final int MAX_EMBEDDING_SIZE = 256;

    public PreprocessingSettings {
        embeddingSizes = Map.copyOf(embeddingSizes);
        derived = List.copyOf(derived);
        dropped = Set.copyOf(dropped);
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

    /** The inputs as they are. */
    public static PreprocessingSettings defaults() {
        return usual(Map.of(), List.of(), Set.of());
    }

    /** The usual limits of categories. */
    public static PreprocessingSettings usual(
            Map<String, Integer> embeddingSizes, List<DerivedInput> derived, Set<String> dropped) {
        return new PreprocessingSettings(embeddingSizes, MIN_CATEGORY_ROWS, MAX_CATEGORIES, derived, dropped);
    }

    /** The size asked for, else the square root of the cardinality, between 2 and 16. */
    int embeddingSize(String name, int cardinality) {
        int usual = Math.min(16, Math.max(2, (int) Math.ceil(Math.sqrt(cardinality))));
        return embeddingSizes.getOrDefault(name, usual);
    }
}
