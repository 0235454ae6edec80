package com.aimatrix.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * There is one workspace, as {@code server-info} says. Who names one all the same is refused, as by MLflow's server without workspaces: to
 * answer out of the only one would mix what was meant to be apart.
 */
final class NoWorkspaces implements HandlerInterceptor {

    private static final String HEADER = "X-MLFLOW-WORKSPACE";
    private static final String SERVER_INFO = "/server-info";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String workspace = request.getHeader(HEADER);
        if (workspace == null
                || workspace.isBlank()
                || request.getRequestURI().endsWith(SERVER_INFO)
                || !(handler instanceof HandlerMethod method)
                || !method.getBeanType().isAnnotationPresent(MlflowApi.class)) {
            return true;
        }
        throw new MlflowProblem(
                HttpStatus.BAD_REQUEST,
                "FEATURE_DISABLED",
                "Workspace APIs are not available: workspaces are not enabled on this server; leave the header %s away"
                        .formatted(HEADER));
    }
}
