package com.aimatrix.mlflow;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** For a service that speaks the protocol: import it. */
@Configuration(proxyBeanMethods = false)
@Import({MlflowErrors.class, UnknownEndpointApi.class})
public class MlflowConfiguration implements WebMvcConfigurer {

    private final JsonMapper json;

    MlflowConfiguration(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new MlflowRequestResolver(json));
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new NoWorkspaces());
    }
}
