package com.aimatrix.serving;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server that speaks the feature-service's online contract; services do not depend on each other. */
class FeatureStandIn {

    private final JsonMapper json = new JsonMapper();
    private final BlockingQueue<OnlineRequest> requests = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile boolean broken;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FeatureStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/features/online", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "feature stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked since the last call of this. */
    List<OnlineRequest> takeRequests() {
        var taken = new ArrayList<OnlineRequest>();
        requests.drainTo(taken);
        return taken;
    }

    int waiting() {
        return requests.size();
    }

    void breakDown() {
        broken = true;
    }

    /** Requests wait until the latch is down. */
    void holdUntil(CountDownLatch latch) {
        gate = latch;
    }

    void mend() {
        broken = false;
        gate = new CountDownLatch(0);
        requests.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        OnlineRequest request = json.readValue(exchange.getRequestBody().readAllBytes(), OnlineRequest.class);
        requests.add(request);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (request.features().contains(TestModels.FORGOTTEN)) {
            send(exchange, 400, Map.of("detail", "features[0]: there is no such feature"));
            return;
        }
        for (int i = 0; i < request.rows().size(); i++) {
            if (!request.rows().get(i).entity().containsKey("tail_num")) {
                String field = "rows[%d].entity.tail_num".formatted(i);
                send(
                        exchange,
                        400,
                        Map.of(
                                "detail",
                                field + ": missing",
                                "errors",
                                List.of(Map.of("field", field, "message", "missing"))));
                return;
            }
        }
        send(exchange, broken ? 500 : 200, broken ? Map.of("detail", "down") : response(request));
    }

    private static OnlineResponse response(OnlineRequest request) {
        return new OnlineResponse(
                request.features(),
                request.rows().stream()
                        .map(row -> new OnlineResponse.Row(
                                request.features().stream()
                                        .map(feature -> value(feature, row))
                                        .toList(),
                                request.features().stream()
                                        .map(feature -> Status.PRESENT)
                                        .toList(),
                                request.features().stream()
                                        .map(feature -> row.asOf())
                                        .toList()))
                        .toList());
    }

    private static Object value(String feature, OnlineRequest.Row row) {
        if (feature.replaceFirst("@\\d+:", ":").equals(TestModels.CARRIER)) {
            return "CO";
        }
        return Math.floorMod(Arrays.hashCode(new Object[] {feature, row.entity()}), 1_000) / 1_000.0;
    }

    private void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
