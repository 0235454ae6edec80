package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.mlflow.Numbers;
import com.aimatrix.training.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is asked: a JSON object, or the same fields as parameters of a query, lists by repeating them. */
record Question(JsonNode json) {

    private static final Set<String> LISTS = Set.of("run_ids", "params", "metrics", "group_by");
    private static final Set<String> NUMBERS = Set.of("points", "confidence");
    private static final int MOST_NAMES = 200;

    /**
     * @param body null when the query asks
     * @throws ApiProblem 400 when both ask
     */
    static Question of(MultiValueMap<String, String> query, JsonNode body) {
        if (body == null) {
            return new Question(json(query));
        }
        if (!query.isEmpty()) {
            throw ApiProblem.badField(query.keySet().iterator().next(), "expected in the body, with the other fields");
        }
        return new Question(body);
    }

    private static JsonNode json(MultiValueMap<String, String> query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> {
            if (LISTS.contains(name) || values.size() > 1) {
                values.forEach(json.withArrayProperty(name)::add);
            } else if (NUMBERS.contains(name) && Numbers.of(values.get(0)) != null) {
                json.set(name, number(Numbers.of(values.get(0))));
            } else {
                json.put(name, values.get(0));
            }
        });
        return json;
    }

    private static JsonNode number(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE;
        return whole ? JsonNodeFactory.instance.numberNode((long) number) : JsonNodeFactory.instance.numberNode(number);
    }

    /** @throws ApiProblem 400 that names every mistake */
    <T> T read(Function<Fields, T> reader) {
        if (!json.isObject()) {
            throw ApiProblem.badField("body", "expected a JSON object");
        }
        var problems = new ArrayList<FieldProblem>();
        var fields = new Fields(json, "", problems);
        T read = reader.apply(fields);
        fields.noOthers();
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        return read;
    }

    static String metric(Fields fields) {
        return fields.text("metric", Question::isName, "the name of a metric");
    }

    /** Null when the field is not there. */
    static List<String> names(Fields fields, String name) {
        return fields.has(name)
                ? fields
                        .list(
                                name,
                                1,
                                MOST_NAMES,
                                "a name",
                                each -> each.isString() && isName(each.stringValue()) ? each.stringValue() : null)
                        .stream()
                        .distinct()
                        .toList()
                : null;
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= 250;
    }
}
