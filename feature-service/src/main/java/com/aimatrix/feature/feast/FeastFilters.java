package com.aimatrix.feature.feast;

import com.aimatrix.feature.vector.VectorFilter;
import com.aimatrix.feature.vector.VectorFilter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Feast's filters: {@code {"type": "eq", "key": .., "value": ..}}, and several of them under {@code and} and {@code or}. */
final class FeastFilters {

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "eq", Operator.EQUAL,
            "ne", Operator.NOT_EQUAL,
            "gt", Operator.GREATER,
            "gte", Operator.AT_LEAST,
            "lt", Operator.LESS,
            "lte", Operator.AT_MOST,
            "in", Operator.IN,
            "nin", Operator.NOT_IN);

    private FeastFilters() {}

    /** @param filter one, or none where it is left out */
    static List<VectorFilter> of(JsonNode filter) {
        return filter.isMissingNode() || filter.isNull() ? List.of() : List.of(one(filter));
    }

    private static VectorFilter one(JsonNode filter) {
        String type = filter.path("type").asString("");
        if (type.equals("and") || type.equals("or")) {
            var parts = new ArrayList<VectorFilter>();
            filter.path("filters").forEach(each -> parts.add(one(each)));
            return type.equals("or")
                    ? new VectorFilter(null, null, null, parts, null)
                    : new VectorFilter(null, null, null, null, parts);
        }
        Operator operator = COMPARISONS.get(type);
        if (operator == null) {
            throw FeastProblem.invalid(
                    "literal_error",
                    "expected and, or, or one of %s".formatted(COMPARISONS.keySet()),
                    "filters",
                    "type");
        }
        return VectorFilter.of(filter.path("key").asString(null), operator, filter.get("value"));
    }
}
