package com.aimatrix.feature.feast;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.online.FeatureReads;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** A row of {@code entities}; values at the time of now. */
record FeastEntity(JsonNode entities, int row) implements FeatureReads.EntityRow {

    @Override
    public Long atMs() {
        return null;
    }

    @Override
    public String entityOf(RegisteredView view) {
        var values = new ArrayList<String>(view.joinKeys().size());
        for (JoinKey key : view.joinKeys()) {
            JsonNode column = entities.get(key.name());
            if (column == null) {
                throw FeastProblem.invalid(
                        "missing",
                        "Field required: the view %s needs %s".formatted(view.name(), view.joinKeyNames()),
                        "entities",
                        key.name());
            }
            JsonNode value = column.get(row);
            String problem = key.problem(value);
            if (problem != null) {
                throw FeastProblem.invalid("value_error", problem, "entities", key.name(), row);
            }
            values.add(EntityKey.text(value));
        }
        String entity = EntityKey.of(values);
        String problem = entity == null ? null : EntityKey.problem(entity);
        if (problem != null) {
            throw FeastProblem.invalid("value_error", problem, "entities");
        }
        return entity;
    }

    @Override
    public Object requested(Column.Requested column) {
        String name = column.feature().name();
        JsonNode value = entities.path(name).get(row);
        String problem = column.problem(value);
        if (problem != null) {
            throw FeastProblem.invalid("value_error", problem, "entities", name, row);
        }
        return column.value(value);
    }
}
