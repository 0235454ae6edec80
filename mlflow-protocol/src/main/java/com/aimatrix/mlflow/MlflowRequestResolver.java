package com.aimatrix.mlflow;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request: the query of a GET, else the JSON body; where there is no body, the query as well. */
class MlflowRequestResolver implements HandlerMethodArgumentResolver {

    private final JsonMapper json;

    MlflowRequestResolver(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == MlflowRequest.class;
    }

    @Override
    public MlflowRequest resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if ("GET".equals(http.getMethod())) {
            return new MlflowRequest(query(http.getParameterMap()));
        }
        byte[] body = http.getInputStream().readAllBytes();
        return new MlflowRequest(body.length == 0 ? query(http.getParameterMap()) : object(body));
    }

    private static ObjectNode query(Map<String, String[]> parameters) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> {
            if (values.length == 1) {
                query.put(name, values[0]);
            } else {
                for (String value : values) {
                    query.withArray(name).add(value);
                }
            }
        });
        return query;
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode read = json.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw MlflowProblem.invalid(
                    "expected a JSON object as body, got %s".formatted(MlflowProblem.shown(read.toString())));
        } catch (JacksonException e) {
            throw MlflowProblem.invalid("expected a JSON object as body: " + e.getOriginalMessage());
        }
    }
}
