package com.aimatrix.training.artifact;

import com.aimatrix.mlflow.MlflowProblem;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses artifact paths that might name something else before Tomcat does: it resolves dots, so that another address would be
 * asked for, and it answers encoded slashes and the like with a page that no client of the protocol can read.
 */
final class EncodedPathValve extends ValveBase {

    private final JsonMapper json;

    EncodedPathValve(JsonMapper json) {
        super(true);
        this.json = json;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String address = request.getRequestURI();
        if (address != null && ProxyPath.isOf(address)) {
            String path = ProxyPath.encoded(address);
            try {
                if (!path.isEmpty()) {
                    ArtifactPath.ofEncoded(path);
                }
            } catch (MlflowProblem problem) {
                refuse(problem, response);
                return;
            }
        }
        getNext().invoke(request, response);
    }

    private void refuse(MlflowProblem problem, Response response) throws IOException {
        byte[] body =
                json.writeValueAsBytes(Map.of("error_code", problem.errorCode(), "message", problem.getMessage()));
        // Tomcat may have refused it already, and then takes no body.
        response.setSuspended(false);
        response.reset();
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.finishResponse();
    }
}
