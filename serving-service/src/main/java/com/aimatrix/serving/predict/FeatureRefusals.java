package com.aimatrix.serving.predict;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a refusal of the feature-service means for our caller: a problem of its rows is the caller's and is passed on
 * under the caller's row; anything else is ours.
 */
@Component
class FeatureRefusals {

    private static final Logger log = LoggerFactory.getLogger(FeatureRefusals.class);
    private static final Pattern ROW = Pattern.compile("rows\\[(\\d+)](.*)");

    private final JsonMapper json;

    FeatureRefusals(JsonMapper json) {
        this.json = json;
    }

    /** @param positions the caller's row of each row that was asked for */
    ApiProblem asProblem(RestClientResponseException refusal, List<Integer> positions) {
        JsonNode problem = body(refusal);
        if (refusal.getStatusCode().value() == HttpStatus.BAD_REQUEST.value()) {
            List<FieldProblem> fields = rowProblems(problem, positions);
            if (!fields.isEmpty()) {
                return ApiProblem.badFields(fields);
            }
        }
        String detail = problem.path("detail").asString("");
        log.warn("The feature-service answered {}: {}", refusal.getStatusCode(), detail);
        return FeatureLookup.away("The feature-service answered %d%s"
                .formatted(refusal.getStatusCode().value(), detail.isEmpty() ? "." : ": " + detail));
    }

    private List<FieldProblem> rowProblems(JsonNode problem, List<Integer> positions) {
        var fields = new ArrayList<FieldProblem>();
        for (JsonNode each : problem.path("errors")) {
            Matcher row = ROW.matcher(each.path("field").asString(""));
            if (row.matches() && Integer.parseInt(row.group(1)) < positions.size()) {
                fields.add(new FieldProblem(
                        "rows[%d]%s".formatted(positions.get(Integer.parseInt(row.group(1))), row.group(2)),
                        each.path("message").asString("")));
            }
        }
        return fields;
    }

    private JsonNode body(RestClientResponseException refusal) {
        try {
            return json.readTree(refusal.getResponseBodyAsByteArray());
        } catch (JacksonException e) {
            log.debug("The refusal was no JSON", e);
            return json.createObjectNode();
        }
    }
}
