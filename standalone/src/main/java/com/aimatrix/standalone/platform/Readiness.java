package com.aimatrix.standalone.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks services whether they take requests. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** One word for a person: {@code ready}, {@code not ready} or {@code unreachable}. */
    public String of(URI service) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200 ? "ready" : "not ready";
        } catch (IOException failure) {
            return "unreachable";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "unreachable";
        }
    }

    /** Everything listens already; a database pool may take a moment to say so. */
    static void await(Map<String, URI> services, URI gateway) {
        Readiness readiness = new Readiness();
        List<URI> missing = new ArrayList<>(services.values());
        missing.add(gateway);
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        missing.removeIf(service -> "ready".equals(readiness.of(service)));
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            pause();
            missing.removeIf(service -> "ready".equals(readiness.of(service)));
        }
        if (!missing.isEmpty()) {
            throw new PlatformProblem("No readiness from %s; the log tells why.".formatted(missing));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted while the services became ready.", interrupted);
        }
    }
}
