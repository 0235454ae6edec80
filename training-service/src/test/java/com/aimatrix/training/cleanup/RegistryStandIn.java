package com.aimatrix.training.cleanup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A registry whose versions name what they are made of; it can be away. */
final class RegistryStandIn implements AutoCloseable {

    /** Ids of runs and logged models, or addresses. */
    final Set<String> referred = ConcurrentHashMap.newKeySet();

    volatile boolean away;

    private final HttpServer server;

    RegistryStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/registry/search/versions", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        boolean found = referred.stream().anyMatch(question::contains);
        byte[] answer = (found ? "{\"items\": [{\"model\": \"m\", \"version\": 1}]}" : "{\"items\": []}")
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(away ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
