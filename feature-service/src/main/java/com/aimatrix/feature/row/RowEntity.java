package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.RegisteredView;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The entity that a written row is of.
 *
 * @param key null when there is a problem
 * @param problem what is wrong with the row's join keys, or null
 */
record RowEntity(String key, String problem) {

    /** @param values of the view's join keys, in their order; null where there is none */
    static RowEntity of(RegisteredView view, JsonNode[] values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            JoinKey key = view.joinKeys().get(i);
            texts[i] = values[i] == null ? null : EntityKey.text(values[i]);
            String problem = texts[i] == null ? "expected the join keys " + view.joinKeys() : key.problem(values[i]);
            if (problem != null) {
                return new RowEntity(null, problem);
            }
        }
        String entity = EntityKey.of(List.of(texts));
        String problem = EntityKey.problem(entity);
        return problem == null ? new RowEntity(entity, null) : new RowEntity(null, problem);
    }
}
