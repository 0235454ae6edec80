package com.aimatrix.kit.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that cannot be answered as asked; becomes a problem document. */
public class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<FieldProblem> fields;

    /**
     * @param code stable, lower-case, dashes; for programs
     * @param detail what was expected, what came, what to do; for people
     */
    public ApiProblem(HttpStatus status, String code, String detail, List<FieldProblem> fields) {
        super(detail);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    /** One field of the request and what is wrong with it; the path is a JSON pointer-like {@code a.b[2]}. */
    public record FieldProblem(String field, String message) {}

    /** 400 for one field. */
    public static ApiProblem badField(String field, String message) {
        return new ApiProblem(
                HttpStatus.BAD_REQUEST,
                "invalid-request",
                field + ": " + message,
                List.of(new FieldProblem(field, message)));
    }

    /** 400 for several fields at once. */
    public static ApiProblem badFields(List<FieldProblem> fields) {
        var detail = new StringBuilder();
        for (FieldProblem each : fields.subList(0, Math.min(5, fields.size()))) {
            detail.append(detail.isEmpty() ? "" : "; ")
                    .append(each.field())
                    .append(": ")
                    .append(each.message());
        }
        return new ApiProblem(HttpStatus.BAD_REQUEST, "invalid-request", detail.toString(), fields);
    }

    /** 404. */
    public static ApiProblem notFound(String code, String detail) {
        return new ApiProblem(HttpStatus.NOT_FOUND, code, detail, List.of());
    }

    /** 409. */
    public static ApiProblem conflict(String code, String detail) {
        return new ApiProblem(HttpStatus.CONFLICT, code, detail, List.of());
    }

    /** 503: try again later. */
    public static ApiProblem unavailable(String code, String detail) {
        return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, code, detail, List.of());
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
