package com.aimatrix.monitoring;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** A registry on a port of its own that answers versions with their profiles, and 404 for others. */
final class RegistryDouble {

    private final HttpServer server;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, ReferenceProfile> profiles = new ConcurrentHashMap<>();
    private volatile boolean away;

    RegistryDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void register(String model, int version, ReferenceProfile profile) {
        profiles.put("/api/v1/registry/models/%s/versions/%d".formatted(model, version), profile);
    }

    void isAway(boolean away) {
        this.away = away;
    }

    private void answer(HttpExchange exchange) throws IOException {
        ReferenceProfile profile = profiles.get(exchange.getRequestURI().getPath());
        if (away) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        byte[] body = json.writeValueAsBytes(new ModelVersion(
                "m",
                1,
                "Production",
                "run",
                "artifacts:/x",
                List.of(),
                Map.of(),
                List.of(),
                "hash",
                null,
                profile,
                Instant.EPOCH));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(profile == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
