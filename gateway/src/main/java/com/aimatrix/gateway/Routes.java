package com.aimatrix.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.stripPrefix;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.web.servlet.function.RequestPredicates.path;

import com.aimatrix.kit.client.ServiceAddresses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Which path goes to which service. Bodies are passed on as they come, never held in memory. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouterFunction<ServerResponse> services(ServiceAddresses addresses) {
        RouterFunctions.Builder all = RouterFunctions.route();
        for (Backend backend : Backend.all(addresses)) {
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
        RequestPredicate paths = path(backend.path()).or(path(backend.path() + "/**"));
        for (String each : backend.foreignPaths()) {
            paths = paths.or(path(each));
        }
        return paths;
    }
}
