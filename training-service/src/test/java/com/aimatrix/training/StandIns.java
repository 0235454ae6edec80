package com.aimatrix.training;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.RegisterVersion;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** The feature-service and the registry of a test: real HTTP over the contracts' records, with rows that can be learnt. */
final class StandIns implements AutoCloseable {

    private static final Instant AT = Instant.parse("2011-01-01T00:00:00Z");

    final List<TrainingSetRequest> trainingSets = new CopyOnWriteArrayList<>();
    final List<RegisterVersion> registered = new CopyOnWriteArrayList<>();
    final List<PromotionRequest> promotions = new CopyOnWriteArrayList<>();
    final Map<String, Deployment> deployments = new ConcurrentHashMap<>();

    /** So many requests are answered with 503 before anything works again. */
    final AtomicInteger away = new AtomicInteger();

    /** Training sets stay RUNNING until it is open. */
    volatile CountDownLatch trainingSetsReady = new CountDownLatch(0);

    volatile boolean refuse;

    /** The current version of the view {@code f}. */
    volatile int viewVersion = 1;

    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, LearnableRows> rows = new ConcurrentHashMap<>();
    private final Map<String, ModelVersion> versions = new ConcurrentHashMap<>();
    private final HttpServer server;

    StandIns() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/api/v1/features/training-sets", this::features);
        server.createContext("/api/v1/registry/models/", this::registry);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a run registered. */
    RegisterVersion registered(String runId) {
        return registered.stream()
                .filter(each -> each.runId().equals(runId))
                .findFirst()
                .orElseThrow();
    }

    private void features(HttpExchange exchange) throws IOException {
        if (isAway(exchange)) {
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            var request = json.readValue(exchange.getRequestBody().readAllBytes(), TrainingSetRequest.class);
            trainingSets.add(request);
            String id = "set-" + trainingSets.size();
            rows.put(id, new LearnableRows(request, viewVersion));
            answer(exchange, 202, trainingSet(id, TrainingSet.Status.RUNNING));
        } else if (path.endsWith("/content")) {
            send(exchange, 200, "application/gzip", rows.get(path.split("/")[5]).gzip());
        } else {
            boolean ready = trainingSetsReady.getCount() == 0;
            answer(
                    exchange,
                    200,
                    trainingSet(path.split("/")[5], ready ? TrainingSet.Status.READY : TrainingSet.Status.RUNNING));
        }
    }

    private TrainingSet trainingSet(String id, TrainingSet.Status status) {
        LearnableRows set = rows.get(id);
        boolean ready = status == TrainingSet.Status.READY;
        return new TrainingSet(
                id,
                status,
                set.request(),
                ready ? (long) LearnableRows.COUNT : null,
                set.columns(),
                ready ? set.sha256() : null,
                null,
                0.1,
                AT,
                AT,
                set.versions(),
                null);
    }

    private void registry(HttpExchange exchange) throws IOException {
        if (isAway(exchange)) {
            return;
        }
        String[] path = exchange.getRequestURI().getPath().split("/");
        String model = path[5];
        String last = path[path.length - 1];
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (last.equals("deployment")) {
            Deployment deployment = deployments.get(model);
            answer(exchange, deployment == null ? 404 : 200, deployment == null ? Map.of() : deployment);
        } else if (last.equals("versions")) {
            answer(exchange, 200, register(model, json.readValue(body, RegisterVersion.class)));
        } else {
            promotions.add(json.readValue(body, PromotionRequest.class));
            answer(exchange, 200, promotion(model, Integer.parseInt(path[7])));
        }
    }

    private synchronized ModelVersion register(String model, RegisterVersion request) {
        return versions.computeIfAbsent(request.runId(), runId -> {
            registered.add(request);
            return new ModelVersion(
                    model,
                    registered.size(),
                    "None",
                    runId,
                    request.artifactUri(),
                    request.files(),
                    request.metrics(),
                    request.features(),
                    request.dataHash(),
                    request.comparison(),
                    request.referenceProfile(),
                    AT);
        });
    }

    private Promotion promotion(String model, int version) {
        var check = new Promotion.Check(
                "log_loss", !refuse, 0.5, 0.4, refuse ? "log_loss 0.5 is above 0.4" : "log_loss is low enough");
        String decision = refuse ? "REFUSED" : "PROMOTED";
        return new Promotion(
                1, model, version, "None", "Production", decision, List.of(check), "test", "test", AT, List.of(), null);
    }

    private boolean isAway(HttpExchange exchange) throws IOException {
        if (away.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        answer(exchange, 503, Map.of("detail", "starting"));
        return true;
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", json.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
