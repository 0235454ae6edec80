package com.aimatrix.gateway;

import java.net.http.HttpTimeoutException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers for a service that does not: 503 when it cannot be reached, 504 when it began no answer in time, as a problem
 * document that names the service.
 */
class Unreachable implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(Unreachable.class);
    private static final String RETRY_AFTER_S = "2";

    private final Backend backend;

    Unreachable(Backend backend) {
        this.backend = backend;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
        try {
            return new PassedResponse(next.handle(request), backend.name());
        } catch (ResourceAccessException e) {
            log.warn("{} {} to {}: {}", request.method(), request.path(), backend.address(), e.getMessage());
            return e.getCause() instanceof HttpTimeoutException
                            && !(e.getCause() instanceof java.net.http.HttpConnectTimeoutException)
                    ? problem(HttpStatus.GATEWAY_TIMEOUT, "service-too-slow", "gave no answer in time")
                    : problem(HttpStatus.SERVICE_UNAVAILABLE, "service-unreachable", "cannot be reached just now");
        }
    }

    private ServerResponse problem(HttpStatus status, String code, String what) {
        var detail = ProblemDetail.forStatusAndDetail(
                status,
                "The %s service %s; try again in %s s, and look at its log if it stays away."
                        .formatted(backend.name(), what, RETRY_AFTER_S));
        detail.setProperty("code", code);
        detail.setProperty("service", backend.name());
        detail.setProperty("traceId", UUID.randomUUID().toString());
        return ServerResponse.status(status)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }
}
