package com.aimatrix.mlflow.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A page of what a search found.
 *
 * @param nextPageToken where the next page begins; null when this one is the last
 */
public record Page<T>(List<T> items, String nextPageToken) {

    /**
     * Reads a page.
     *
     * @param search selects the columns of the order too, ordered by them, and one row more than fit the page
     * @param size rows on the page
     * @param order that the search is in
     * @param question what the token of the next page holds for
     */
    public static <T> Page<T> read(
            JdbcClient.StatementSpec search, int size, RowMapper<T> row, Keyset order, List<?> question) {
        var last = new AtomicReference<JsonNode>();
        List<T> found = search.query((rs, n) -> {
                    if (n == size - 1) {
                        last.set(order.read(rs));
                    }
                    return row.mapRow(rs, n);
                })
                .list();
        return found.size() <= size
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, size), PageToken.write(last.get(), question));
    }

    /** The same page of other things, which were read by those on it. */
    public <R> Page<R> with(List<R> others) {
        return new Page<>(others, nextPageToken);
    }
}
