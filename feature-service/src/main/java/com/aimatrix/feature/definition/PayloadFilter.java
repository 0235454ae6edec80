package com.aimatrix.feature.definition;

import com.aimatrix.transform.expression.SqlExpression;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A SQL expression over the payload of an event; its columns are paths. */
public final class PayloadFilter {

    private final SqlExpression expression;
    private final List<JsonPointer> columns;

    PayloadFilter(SqlExpression expression) {
        this.expression = expression;
        this.columns = expression.columns().stream().map(JsonPath::pointer).toList();
    }

    /** Whether the expression is true; not when it is unknown. */
    boolean takes(JsonNode payload) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Scalars.of(payload.at(columns.get(i)));
        }
        return Boolean.TRUE.equals(expression.test(values));
    }
}
