package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of a request.
 *
 * @param number its place, for messages
 */
record RequestedRow(int number, OnlineRequest.Row row, JsonMapper json) implements FeatureReads.EntityRow {

    @Override
    public Long atMs() {
        return row.asOf() == null ? null : (Long) row.asOf().toEpochMilli();
    }

    @Override
    public String entityOf(RegisteredView view) {
        Map<String, String> entity = row.entity() == null ? Map.of() : row.entity();
        return EntityKey.of(view, entity, "rows[%d].entity".formatted(number));
    }

    @Override
    public Object requested(Column.Requested column) {
        String name = column.feature().name();
        Object given = row.request() == null ? null : row.request().get(name);
        JsonNode value = given == null ? null : json.valueToTree(given);
        String problem = column.problem(value);
        if (problem != null) {
            throw ApiProblem.badField("rows[%d].request.%s".formatted(number, name), problem);
        }
        return column.value(value);
    }
}
