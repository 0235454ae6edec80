package com.aimatrix.mlflow;

import com.aimatrix.kit.boot.BodyTooLarge;
import com.aimatrix.kit.database.DatabaseFailures;
import com.aimatrix.kit.problem.ApiProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells errors on MLflow's paths as MLflow does: {@code {"error_code": NAME, "message": text}}. */
@RestControllerAdvice(annotations = MlflowApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class MlflowErrors {

    private static final Logger log = LoggerFactory.getLogger(MlflowErrors.class);
    private static final String RETRY_AFTER_S = "1";

    @ExceptionHandler
    ResponseEntity<Map<String, String>> of(MlflowProblem problem) {
        return answer(problem.status(), problem.errorCode(), problem.getMessage());
    }

    /** What use cases refuse that the platform's own interface shares. A name that is taken is a 400 to MLflow. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> of(ApiProblem problem) {
        if (problem.status() == HttpStatus.CONFLICT && problem.code().endsWith("-exists")) {
            return of(MlflowProblem.alreadyExists(problem.getMessage()));
        }
        String code = switch (problem.status()) {
            case NOT_FOUND -> "RESOURCE_DOES_NOT_EXIST";
            case CONFLICT -> "RESOURCE_CONFLICT";
            case FORBIDDEN -> "PERMISSION_DENIED";
            case TOO_MANY_REQUESTS -> "REQUEST_LIMIT_EXCEEDED";
            case SERVICE_UNAVAILABLE -> "TEMPORARILY_UNAVAILABLE";
            default -> "INVALID_PARAMETER_VALUE";
        };
        return answer(problem.status(), code, problem.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> of(BodyTooLarge large) {
        return answer(HttpStatus.CONTENT_TOO_LARGE, "BAD_REQUEST", large.getMessage());
    }

    /** Also what Spring itself refuses, such as a method that a path does not have. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> of(Exception failure, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            // The connection must break off, or what came would look complete.
            throw failure;
        }
        if (DatabaseFailures.isAway(failure)) {
            log.warn("The database cannot be used just now: {}", failure.getMessage());
            return answer(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "TEMPORARILY_UNAVAILABLE",
                    "The database cannot be reached just now; try again.");
        }
        if (DatabaseFailures.isUnstorableText(failure)) {
            return of(MlflowProblem.invalid("expected text without NUL characters and without broken surrogates"));
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(
                    HttpStatus.valueOf(known.getStatusCode().value()),
                    "BAD_REQUEST",
                    known.getBody().getDetail());
        }
        log.error("Request failed", failure);
        return answer(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "INTERNAL_ERROR",
                "The request could not be answered; the server's log says why.");
    }

    private static ResponseEntity<Map<String, String>> answer(HttpStatus status, String code, String message) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
        }
        return answer.body(Map.of("error_code", code, "message", String.valueOf(message)));
    }
}
