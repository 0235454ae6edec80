package com.aimatrix.feature.vector;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Asks for the nearest vectors, to exactly one of a vector, a text and an entity; or for rows by words.
 *
 * @param feature the vector feature, {@code view:feature} or {@code view@version:feature}
 * @param query a vector
 * @param text is turned into a vector by the feature's own embedding
 * @param entity values of the join keys of an entity whose vector is taken; the entity itself is left out of the answer
 * @param keywords words, all of which a text of the row must have, in English each in any of its forms. Alone they are what is
 *     searched for, and there are no distances; with a query rows that have them come first, by rank, then the nearest others
 * @param k how many are wanted, 1 to 1000; null is 10
 * @param filter conditions on the row, all of which must hold
 * @param features further features of the neighbours, of any view whose join keys the neighbours have
 * @param exact whether every vector is looked at instead of the index; null is false
 * @param efSearch how many candidates the index keeps, 1 to 1000: more find more of the true neighbours and take longer; null is
 *     100, or k where that is more
 */
public record VectorQuery(
        String feature,
        List<Double> query,
        String text,
        Map<String, String> entity,
        String keywords,
        Integer k,
        List<VectorFilter> filter,
        List<String> features,
        Boolean exact,
        @JsonProperty("efSearch") @JsonAlias("ef_search") Integer efSearch) {

    /** The most neighbours, and the most candidates that pgvector keeps. */
    static final int MOST = 1_000;

    private static final int USUAL_K = 10;
    private static final int USUAL_EF_SEARCH = 100;

    /** The nearest neighbours of a vector or of a text, of which at most one is given, or rows with words. */
    public static VectorQuery of(
            String feature,
            List<Double> query,
            String text,
            String keywords,
            Integer k,
            List<VectorFilter> filter,
            List<String> features) {
        return new VectorQuery(feature, query, text, null, keywords, k, filter, features, null, null);
    }

    int kOrUsual() {
        return k == null ? USUAL_K : k;
    }

    int efSearchOrUsual() {
        return efSearch == null ? Math.max(USUAL_EF_SEARCH, kOrUsual()) : efSearch;
    }

    boolean isExact() {
        return Boolean.TRUE.equals(exact);
    }

    List<VectorFilter> filters() {
        return filter == null ? List.of() : filter;
    }

    List<String> references() {
        return features == null ? List.of() : features;
    }
}
