package com.aimatrix.benchmarks.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Registers what the benchmarks need, and asks for what is no load. */
final class Definitions {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration POLL = Duration.ofMillis(20);

    private Definitions() {}

    /** A view {@code bench_<features>} of drivers, which {@code push_<features>} writes into. */
    static void view(URI address, int features) {
        view(address, "bench_" + features, features);
    }

    /** A view of drivers with so many DOUBLE features f0, f1, ... */
    static void view(URI address, String name, int features) {
        put(
                address,
                "entities/driver",
                "{\"name\":\"driver\",\"joinKeys\":[{\"name\":\"driver_id\",\"type\":\"INT64\"}]}");
        String list = IntStream.range(0, features)
                .mapToObj("{\"name\":\"f%d\",\"type\":\"DOUBLE\"}"::formatted)
                .collect(Collectors.joining(","));
        put(
                address,
                "views/" + name,
                "{\"name\":\"%1$s\",\"entities\":[\"driver\"],\"pushSource\":\"%2$s\",\"features\":[%3$s]}"
                        .formatted(name, name.replace("bench", "push"), list));
    }

    static JsonNode put(URI address, String path, String json) {
        return send(address, path, json().PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    static JsonNode post(URI address, String path, String json) {
        return send(address, path, json().POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static JsonNode get(URI address, String path) {
        return send(address, path, HttpRequest.newBuilder().GET());
    }

    private static HttpRequest.Builder json() {
        return HttpRequest.newBuilder().header("Content-Type", "application/json");
    }

    /** Keeps a CSV table; returns its id. */
    static String upload(URI address, String name, Path table) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .POST(HttpRequest.BodyPublishers.ofFile(table))
                    .header("Content-Type", "text/csv");
            return send(address, "uploads?name=" + name, request).path("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a job until it is no longer under way. */
    static JsonNode await(URI address, String jobs, JsonNode job) {
        JsonNode now = job;
        while (now.path("status").asString().equals("RUNNING")) {
            LockSupport.parkNanos(POLL.toNanos());
            now = get(address, jobs + "/" + job.path("id").asString());
        }
        return now;
    }

    private static JsonNode send(URI address, String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    request.uri(address.resolve("/api/v1/features/").resolve(path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
