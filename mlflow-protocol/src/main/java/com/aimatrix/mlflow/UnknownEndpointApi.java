package com.aimatrix.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;

/** Takes what no other path of the protocol does, so that clients are told in a shape that they can read. */
@MlflowApi
class UnknownEndpointApi {

    @RequestMapping({
        MlflowPaths.API_2 + "**",
        MlflowPaths.API_3 + "**",
        MlflowPaths.AJAX_2 + "**",
        MlflowPaths.AJAX_3 + "**"
    })
    void unknown(HttpServletRequest request) {
        throw new MlflowProblem(
                HttpStatus.NOT_FOUND,
                "ENDPOINT_NOT_FOUND",
                "No endpoint answers %s %s".formatted(request.getMethod(), request.getRequestURI()));
    }
}
