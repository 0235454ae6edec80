package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;

/**
 * The table of a batch.
 *
 * @param id of the upload or, of a query's result, of the batch: with the number of the row the id of an event without one
 * @param isText whether all values are text and mean what their column is: CSV
 */
record BatchTable(String id, List<TableColumn> columns, boolean isText) {

    List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }

    /** @throws ApiProblem 400 when there is no such column */
    TableColumn column(String field, String name) {
        return columns.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.badField(field, "there is no column %s; the table has %s".formatted(name, names())));
    }
}
