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

/** Asks services whether they take requests. */
public final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 20;

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
        for (int attempt = 0; attempt < ATTEMPTS && !missing.isEmpty(); attempt++) {
            missing.removeIf(service -> "ready".equals(readiness.of(service)));
        }
        if (!missing.isEmpty()) {
            throw new PlatformProblem("No readiness from %s; the log tells why.".formatted(missing));
        }
    }
}
