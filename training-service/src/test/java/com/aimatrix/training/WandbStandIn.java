package com.aimatrix.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes runs as Weights &amp; Biases does, and what is not in its form not at all. */
final class WandbStandIn implements AutoCloseable {

    static final String KEY = "0123456789abcdef0123456789abcdef01234567";

    /** What was wrong with requests. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    final Map<String, JsonNode> configs = new ConcurrentHashMap<>();
    final Map<String, List<String>> histories = new ConcurrentHashMap<>();
    final Map<String, JsonNode> summaries = new ConcurrentHashMap<>();
    final Map<String, Integer> exitCodes = new ConcurrentHashMap<>();

    /** So many requests are done and answered with 500. */
    final AtomicInteger lost = new AtomicInteger();

    private final JsonMapper json = JsonMapper.shared();
    private final HttpServer server;

    WandbStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/graphql", exchange -> answer(exchange, upsert(body(exchange))));
        server.createContext("/files/", exchange -> answer(exchange, stream(exchange, body(exchange))));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString(("api:" + KEY).getBytes(StandardCharsets.UTF_8));
        require(expected.equals(exchange.getRequestHeaders().getFirst("Authorization")), "Basic api:KEY");
        require(exchange.getRequestMethod().equals("POST"), "POST");
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "JSON");
        return json.readTree(exchange.getRequestBody().readAllBytes());
    }

    private void require(boolean good, String expected) {
        if (!good) {
            complaints.add("expected " + expected);
        }
    }

    private Object upsert(JsonNode body) {
        require(body.path("query").asString("").contains("upsertBucket(input:"), "a mutation upsertBucket");
        JsonNode variables = body.path("variables");
        String name = variables.path("name").asString("");
        require(variables.path("entity").asString("").equals("team"), "an entity");
        configs.put(name, json.readTree(variables.path("config").asString("")));
        return Map.of(
                "data",
                Map.of(
                        "upsertBucket",
                        Map.of(
                                "inserted",
                                true,
                                "bucket",
                                Map.of(
                                        "id",
                                        "QnVja2V0",
                                        "name",
                                        name,
                                        "project",
                                        Map.of(
                                                "name",
                                                variables.path("project").asString(""),
                                                "entity",
                                                Map.of("name", "team"))))));
    }

    private Object stream(HttpExchange exchange, JsonNode body) {
        String[] path = exchange.getRequestURI().getPath().split("/");
        require(
                path.length == 6 && path[2].equals("team") && path[5].equals("file_stream"),
                "/files/E/P/R/file_stream");
        String run = path[4];
        require(configs.containsKey(run), "a run that was made before");
        JsonNode history = body.at("/files/wandb-history.jsonl");
        if (history.isObject()) {
            List<String> lines = histories.computeIfAbsent(run, id -> new ArrayList<>());
            int offset = history.get("offset").asInt();
            require(offset <= lines.size(), "no gap between lines");
            for (JsonNode each : history.get("content")) {
                if (offset < lines.size()) {
                    lines.set(offset, each.stringValue());
                } else {
                    lines.add(each.stringValue());
                }
                require(json.readTree(each.stringValue()).path("_step").asInt(-1) == offset, "steps that rise");
                offset++;
            }
        }
        JsonNode summary = body.at("/files/wandb-summary.json");
        if (summary.isObject()) {
            summaries.put(run, json.readTree(summary.at("/content/0").stringValue()));
        }
        if (body.path("complete").asBoolean(false)) {
            exitCodes.put(run, body.path("exitcode").asInt(-1));
        }
        return Map.of("limits", Map.of());
    }

    private void answer(HttpExchange exchange, Object answer) throws IOException {
        boolean bad = lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        byte[] body = json.writeValueAsBytes(answer);
        try (exchange) {
            exchange.sendResponseHeaders(bad ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
