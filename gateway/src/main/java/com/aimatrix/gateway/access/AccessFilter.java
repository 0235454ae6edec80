package com.aimatrix.gateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Lets a request pass when it comes from a user; of others only the question whether the gateway is well is answered. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AccessFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(AccessFilter.class);

    /** Compared as they are sent: whatever is written otherwise may mean something else to whoever reads it next. */
    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/health");

    private static final String MESSAGE =
            "This platform asks who you are: send a user's name and password (HTTP Basic) or a token (Bearer).";

    private final Users users;
    private final JsonMapper json;

    AccessFilter(Users users, JsonMapper json, @Value("${server.address:0.0.0.0}") String address) {
        this.users = users;
        this.json = json;
        if (!users.areThere() && !isLoopback(address)) {
            log.warn("Everybody who reaches {} may do everything: no users are set (aimatrix.access.users)", address);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !users.areThere() || OPEN.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> user = users.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (user.isPresent()) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"AIMatrix ML\", charset=\"UTF-8\"");
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (isMlflow(request.getRequestURI())) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getOutputStream(), Map.of("error_code", "UNAUTHENTICATED", "message", MESSAGE));
        } else {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(
                    response.getOutputStream(),
                    Map.of("type", "about:blank", "title", "Unauthorized", "status", 401, "detail", MESSAGE));
        }
    }

    private static boolean isMlflow(String path) {
        return path.startsWith("/api/2.0/mlflow")
                || path.startsWith("/api/3.0/mlflow")
                || path.startsWith("/ajax-api/")
                || path.equals("/get-artifact");
    }
}
