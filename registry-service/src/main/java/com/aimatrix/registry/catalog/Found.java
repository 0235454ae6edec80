package com.aimatrix.registry.catalog;

import com.aimatrix.mlflow.search.PageToken;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** @param place where it stands in the order that was asked for */
record Found<T>(T item, JsonNode place) {

    /** @param rows one more than fit a page, when there is a next one */
    static <T> Page<T> page(List<Found<T>> rows, SearchRequest request) {
        boolean more = rows.size() > request.limit();
        List<Found<T>> shown = more ? rows.subList(0, request.limit()) : rows;
        return new Page<>(
                shown.stream().map(Found::item).toList(),
                more ? PageToken.write(shown.get(shown.size() - 1).place(), request.question()) : null);
    }
}
