package com.aimatrix.standalone.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Asks for predictions by entity, as a product would: 100 flights a request, two requests at a time. */
final class Predictions implements AutoCloseable {

    static final int ROWS_A_REQUEST = 100;
    private static final int CLIENTS = 2;

    private final PlatformClient platform;
    private final String model;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    Predictions(PlatformClient platform, String model) {
        this.platform = platform;
        this.model = model;
    }

    /** One request; {@code record} says whether the monitoring hears of it. Answers the version that predicted. */
    int ask(List<Flight> flights, boolean record) {
        var rows = new ArrayList<Map<String, Object>>(flights.size());
        for (Flight flight : flights) {
            var row = new HashMap<String, Object>();
            row.put("subject", flight.id());
            row.put("at", flight.predictionTime().toString());
            row.put("entity", flight.keys());
            rows.add(row);
        }
        requests.incrementAndGet();
        JsonNode answer = platform.post("/api/v1/predict/" + model, Map.of("rows", rows, "record", record));
        int predicted = answer.path("predictions").size();
        if (predicted != flights.size()) {
            throw new StepFailed("%d flights were asked for, %d answered".formatted(flights.size(), predicted));
        }
        answered.addAndGet(predicted);
        return answer.path("version").asInt();
    }

    /** All flights; fails when a single request fails. */
    void askAll(List<Flight> flights, Progress progress) {
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < flights.size(); i += ROWS_A_REQUEST) {
            List<Flight> part = flights.subList(i, Math.min(flights.size(), i + ROWS_A_REQUEST));
            tasks.add(() -> {
                int version = ask(part, true);
                progress.add(part.size());
                return version;
            });
        }
        try {
            for (Future<Integer> each : clients.invokeAll(tasks)) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new StepFailed("a prediction failed: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("the predictions were interrupted");
        }
    }

    long requests() {
        return requests.get();
    }

    long answered() {
        return answered.get();
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
