package com.aimatrix.feature.feast;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells errors on Feast's paths as Feast does. */
@RestControllerAdvice(basePackageClasses = FeastErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FeastErrors {

    private static final Logger log = LoggerFactory.getLogger(FeastErrors.class);
    private static final String RETRY_AFTER_S = "2";

    @ExceptionHandler
    ResponseEntity<JsonNode> of(FeastProblem problem) {
        return answer(problem.status(), problem.body());
    }

    /** What the use cases refuse: their fields become places of the body. */
    @ExceptionHandler
    ResponseEntity<JsonNode> of(ApiProblem problem) {
        if (problem.fields().isEmpty()) {
            return of(FeastProblem.of(problem.status(), "FeastError", problem.getMessage()));
        }
        var details = new ArrayList<JsonNode>();
        for (FieldProblem field : problem.fields()) {
            details.add(FeastProblem.invalid("value_error", field.message(), (Object[])
                            field.field().split("\\."))
                    .body()
                    .path("detail")
                    .path(0));
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("detail").addAll(details);
        return answer(HttpStatus.UNPROCESSABLE_CONTENT, body);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<JsonNode> away(Exception failure) {
        log.warn("The database did not answer: {}", failure.getMessage());
        FeastProblem problem = FeastProblem.plain(
                HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached just now; try again.");
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S)
                .contentType(MediaType.APPLICATION_JSON)
                .body(problem.body());
    }

    private static ResponseEntity<JsonNode> answer(HttpStatus status, JsonNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
