package com.aimatrix.mlflow;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** A request that cannot be answered as asked, in the words that MLflow's clients look for. */
public class MlflowProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Values longer than this are shown by their beginning. */
    private static final int MOST_SHOWN = 200;

    private final HttpStatus status;
    private final String errorCode;

    public MlflowProblem(HttpStatus status, String errorCode, String message) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    /** 400 INVALID_PARAMETER_VALUE. */
    public static MlflowProblem invalid(String message) {
        return new MlflowProblem(HttpStatus.BAD_REQUEST, "INVALID_PARAMETER_VALUE", message);
    }

    /** 400: a required parameter is not there. */
    public static MlflowProblem missing(String parameter) {
        return invalid(
                "Missing value for required parameter '%s'. See the API docs for more information about request parameters."
                        .formatted(parameter));
    }

    /** 400: a parameter is of another type than it should be, or out of its range. */
    public static MlflowProblem invalidValue(String parameter, JsonNode value, String expected) {
        return invalid("Invalid value %s for parameter '%s' supplied: expected %s. Hint: Value was of type '%s'."
                .formatted(
                        shown(value.toString()),
                        parameter,
                        expected,
                        value.getNodeType().name().toLowerCase(Locale.ROOT)));
    }

    /** 400 RESOURCE_ALREADY_EXISTS. */
    public static MlflowProblem alreadyExists(String message) {
        return new MlflowProblem(HttpStatus.BAD_REQUEST, "RESOURCE_ALREADY_EXISTS", message);
    }

    /** 404 RESOURCE_DOES_NOT_EXIST. */
    public static MlflowProblem notFound(String message) {
        return new MlflowProblem(HttpStatus.NOT_FOUND, "RESOURCE_DOES_NOT_EXIST", message);
    }

    /** The beginning of a text, for messages. */
    public static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    public HttpStatus status() {
        return status;
    }

    public String errorCode() {
        return errorCode;
    }
}
