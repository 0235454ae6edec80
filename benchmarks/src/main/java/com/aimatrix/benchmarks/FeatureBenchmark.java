package com.aimatrix.benchmarks;

import com.aimatrix.standalone.demo.EventStream;
import com.aimatrix.standalone.demo.FlightDefinitions;
import com.aimatrix.standalone.demo.FlightEvent;
import com.aimatrix.standalone.demo.Flights;
import com.aimatrix.standalone.demo.PlatformClient;
import com.aimatrix.standalone.demo.StepFailed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Events per second through Kafka into windowed features, and seconds for a point-in-time training set, on the year of
 * flights of the demo.
 */
final class FeatureBenchmark {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final PlatformClient platform;
    private final String kafka;

    FeatureBenchmark(URI gateway, String kafka) {
        this.platform = new PlatformClient(gateway);
        this.kafka = kafka;
    }

    void run() {
        var flights = Flights.load();
        FlightDefinitions.register(platform);
        FlightDefinitions.writeProfiles(platform, flights, Instant.parse("2010-12-31T00:00:00Z"));
        List<FlightEvent> events = FlightEvent.of(flights);
        long before = taken();
        try (var stream = new EventStream(kafka)) {
            long started = System.nanoTime();
            stream.send(events, sent -> {});
            long sent = System.nanoTime();
            awaitTaken(before + events.size());
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "ingestion: %,d events in %.2f s = %,.0f events/s (%.2f s until Kafka had them all)%n",
                    events.size(), seconds, events.size() / seconds, (sent - started) / 1e9);
        }
        trainingSet("first");
        trainingSet("again");
    }

    private long taken() {
        long events = 0;
        for (JsonNode source : platform.get("/api/v1/features/sources/progress")) {
            events += source.path("events").asLong() + source.path("duplicates").asLong();
        }
        return events;
    }

    private void awaitTaken(long expected) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (taken() < expected) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed("only %d of %d events were taken".formatted(taken(), expected));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Rows of January to August: about 150,000. */
    private void trainingSet(String name) {
        var spine = new HashMap<String, Object>();
        spine.put("source", "landed");
        spine.put("timestamp", "prediction_time");
        spine.put("id", "flight_id");
        spine.put("label", "late");
        spine.put("from", "2011-01-01T00:00:00Z");
        spine.put("to", "2011-09-01T00:00:00Z");
        long started = System.nanoTime();
        JsonNode set = platform.post(
                "/api/v1/features/training-sets",
                Map.of("name", name, "spine", spine, "features", FlightDefinitions.windowedFeatures()));
        while ("RUNNING".equals(set.path("status").asString())) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            set = platform.get(
                    "/api/v1/features/training-sets/" + set.path("id").asString());
        }
        System.out.printf(
                "training set, %s: %s, %,d rows x %d windowed features in %.2f s (%s)%n",
                name,
                set.path("status").asString(),
                set.path("rows").asLong(),
                FlightDefinitions.windowedFeatures().size(),
                (System.nanoTime() - started) / 1e9,
                set.path("reason").asString(""));
    }
}
