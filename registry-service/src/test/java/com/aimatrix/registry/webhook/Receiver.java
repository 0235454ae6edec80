package com.aimatrix.registry.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server that keeps what it is told; below {@code /<status>/<n>} the first n answers have that status. */
public final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();

    /** @param body as it came, for the signature */
    public record Told(String path, String deliveryId, String timestamp, String signature, String body, int answered) {

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = status(path);
        told.add(new Told(
                path,
                exchange.getRequestHeaders().getFirst("X-MLflow-Delivery-Id"),
                exchange.getRequestHeaders().getFirst("X-MLflow-Timestamp"),
                exchange.getRequestHeaders().getFirst("X-MLflow-Signature"),
                body,
                status));
        byte[] answer = "answered".getBytes(StandardCharsets.UTF_8);
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", address("/redirected"));
        }
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private int status(String path) {
        String[] parts = path.split("/");
        if (parts.length < 3 || !parts[1].matches("\\d{3}")) {
            return 200;
        }
        return at(path).size() < Integer.parseInt(parts[2]) ? Integer.parseInt(parts[1]) : 200;
    }

    public String address(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /** What came to a path, in order. */
    public List<Told> at(String path) {
        return told.stream().filter(each -> each.path().equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
