package com.aimatrix.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.removeRequestHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.stripPrefix;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import com.aimatrix.kit.client.ServiceAddresses;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Which path goes to which service. Bodies are passed on as they come, never held in memory. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouterFunction<ServerResponse> services(ServiceAddresses addresses, FilePassage files) {
        RouterFunctions.Builder all = RouterFunctions.route();
        for (Backend backend : Backend.all(addresses)) {
            if (!backend.filePaths().isEmpty()) {
                all.add(route(backend.name() + "-files")
                        .route(anyOf(backend.filePaths()), files)
                        .before(removeRequestHeader(HttpHeaders.EXPECT))
                        .before(uri(backend.address()))
                        .filter(new Unreachable(backend))
                        .build());
            }
            all.add(route(backend.name())
                    .route(pathsOf(backend), http())
                    .before(uri(backend.address()))
                    .filter(new Unreachable(backend))
                    .build());
            all.add(route(backend.name() + "-docs")
                    .GET(backend.docs(), http())
                    .before(stripPrefix(2))
                    .before(uri(backend.address()))
                    .filter(new Unreachable(backend))
                    .build());
        }
        return all.build();
    }

    private static RequestPredicate pathsOf(Backend backend) {
        RequestPredicate own = path(backend.path()).or(path(backend.path() + "/**"));
        return backend.foreignPaths().isEmpty() ? own : own.or(anyOf(backend.foreignPaths()));
    }

    private static RequestPredicate anyOf(List<String> patterns) {
        return patterns.stream()
                .map(RequestPredicates::path)
                .reduce(RequestPredicate::or)
                .orElseThrow();
    }
}
