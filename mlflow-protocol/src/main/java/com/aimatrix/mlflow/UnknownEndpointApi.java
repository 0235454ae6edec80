package com.aimatrix.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;

/** Takes what no other path of the protocol does, so that clients are told in a shape that they can read. */
@MlflowApi
class UnknownEndpointApi {

    @RequestMapping({"/api/2.0/mlflow/**", "/api/3.0/mlflow/**", "/ajax-api/2.0/mlflow/**", "/ajax-api/3.0/mlflow/**"})
    void unknown(HttpServletRequest request) {
        throw new MlflowProblem(
                HttpStatus.NOT_FOUND,
                "ENDPOINT_NOT_FOUND",
                "No endpoint answers %s %s".formatted(request.getMethod(), request.getRequestURI()));
    }
}
