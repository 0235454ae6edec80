package com.aimatrix.feature.feast;

import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An error in Feast's shape. Feast's SDK repeats 429 and 5xx, writes included, so a mistake of the caller is never one of them. */
class FeastProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient JsonNode body;

    private FeastProblem(HttpStatus status, JsonNode body, String message) {
        super(message);
        this.status = status;
        this.body = body;
    }

    /** An error of Feast's own: the body is a JSON string that holds JSON, which the SDK turns into that exception. */
    static FeastProblem of(HttpStatus status, String exception, String message) {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("module", "feast.errors");
        error.put("class", exception);
        error.put("message", message);
        return new FeastProblem(status, JsonNodeFactory.instance.stringNode(error.toString()), message);
    }

    static FeastProblem noView(String name) {
        return of(
                HttpStatus.NOT_FOUND, "FeatureViewNotFoundException", "Feature view %s does not exist".formatted(name));
    }

    /**
     * A request that does not fit, as FastAPI tells it.
     *
     * @param type {@code missing}, {@code value_error} or the like
     * @param location names and positions below the body
     */
    static FeastProblem invalid(String type, String message, Object... location) {
        var problem = JsonNodeFactory.instance.objectNode();
        problem.put("type", type);
        var path = problem.putArray("loc").add("body");
        for (Object each : location) {
            if (each instanceof Integer position) {
                path.add(position);
            } else {
                path.add(each.toString());
            }
        }
        problem.put("msg", message);
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("detail").add(problem);
        return new FeastProblem(HttpStatus.UNPROCESSABLE_CONTENT, body, message);
    }

    /** A text alone, as FastAPI tells an unknown path. */
    static FeastProblem plain(HttpStatus status, String detail) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("detail", detail);
        return new FeastProblem(status, body, detail);
    }

    HttpStatus status() {
        return status;
    }

    JsonNode body() {
        return body;
    }
}
