package com.aimatrix.kit.problem;

import com.aimatrix.kit.artifact.ArtifactsUnavailable;
import com.aimatrix.kit.boot.BodyTooLarge;
import com.aimatrix.kit.boot.TraceFilter;
import com.aimatrix.kit.database.DatabaseFailures;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Turns every error into {@code application/problem+json} with a stable {@code code} and a {@code traceId}. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(ApiProblem.class)
    ResponseEntity<Object> apiProblem(ApiProblem problem, WebRequest request) {
        var detail = ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
        detail.setProperty("code", problem.code());
        if (!problem.fields().isEmpty()) {
            detail.setProperty("errors", problem.fields());
        }
        var headers = new HttpHeaders();
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE || problem.status() == HttpStatus.TOO_MANY_REQUESTS) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer(problem, detail, headers, problem.status(), request);
    }

    /** Text that PostgreSQL cannot hold slips through checks of shape; it is the caller's mistake all the same. */
    /** A query or a form that cannot be read. */
    @ExceptionHandler
    ResponseEntity<Object> parameters(InvalidParameterException failure, WebRequest request) {
        return apiProblem(ApiProblem.badField("query", String.valueOf(failure.getMessage())), request);
    }

    @ExceptionHandler(DataAccessException.class)
    ResponseEntity<Object> database(DataAccessException failure, WebRequest request) throws Exception {
        if (DatabaseFailures.isUnstorableText(failure)) {
            return apiProblem(
                    ApiProblem.badField("body", "expected text without NUL characters and without broken surrogates"),
                    request);
        }
        return unforeseen(failure, request);
    }

    /** The database is away or has no connection to spare: the same request may succeed in a moment. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> databaseAway(RuntimeException failure, WebRequest request) {
        log.warn("The database cannot be used just now: {}", failure.getMessage());
        return apiProblem(
                ApiProblem.unavailable("database-unavailable", "The database cannot be reached just now; try again."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> artifactsAway(ArtifactsUnavailable failure, WebRequest request) throws Exception {
        if (isCommitted(request)) {
            throw failure;
        }
        log.warn("The artifact store cannot be used just now", failure);
        return apiProblem(
                ApiProblem.unavailable(
                        "artifacts-unavailable", "The artifact store cannot be used just now; try again."),
                request);
    }

    private static boolean isCommitted(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                && servlet.getResponse() != null
                && servlet.getResponse().isCommitted();
    }

    /**
     * Anything unforeseen: the cause goes to the log under the trace id, never to the caller. When part of the answer
     * is sent already, the connection must break off, or what came would look complete.
     */
    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unforeseen(Exception failure, WebRequest request) throws Exception {
        if (isCommitted(request)) {
            throw failure;
        }
        var detail = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "The request could not be answered; the log has the trace id.");
        detail.setProperty("code", "internal");
        ResponseEntity<Object> answer =
                answer(failure, detail, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
        log.error("Request failed, traceId {}", detail.getProperties().get("traceId"), failure);
        return answer;
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> fields = ex.getBindingResult().getFieldErrors().stream()
                .map(each -> new FieldProblem(each.getField(), each.getDefaultMessage()))
                .toList();
        return apiProblem(ApiProblem.badFields(fields), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (ex.getMostSpecificCause() instanceof BodyTooLarge large) {
            return apiProblem(
                    new ApiProblem(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", large.getMessage(), List.of()),
                    request);
        }
        return apiProblem(unreadable(ex.getCause()), request);
    }

    private static ApiProblem unreadable(@Nullable Throwable cause) {
        if (cause instanceof DatabindException bad && !bad.getPath().isEmpty()) {
            return ApiProblem.badField(path(bad), bad.getOriginalMessage());
        }
        String why = cause instanceof JacksonException json ? json.getOriginalMessage() : "the body is missing";
        return ApiProblem.badField("body", "expected JSON: " + why);
    }

    private static String path(DatabindException bad) {
        var path = new StringBuilder();
        for (var each : bad.getPath()) {
            if (each.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(each.getPropertyName());
            } else {
                path.append('[').append(each.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception ex, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail detail = body instanceof ProblemDetail given
                ? given
                : ex instanceof ErrorResponse known
                        ? known.updateAndGetBody(getMessageSource(), request.getLocale())
                        : ProblemDetail.forStatus(status);
        if (detail.getProperties() == null || !detail.getProperties().containsKey("code")) {
            detail.setProperty("code", "http-" + status.value());
        }
        return answer(ex, detail, headers, status, request);
    }

    private ResponseEntity<Object> answer(
            Exception ex, ProblemDetail detail, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        detail.setProperty("traceId", TraceFilter.traceId());
        return super.handleExceptionInternal(ex, detail, headers, status, request);
    }
}
