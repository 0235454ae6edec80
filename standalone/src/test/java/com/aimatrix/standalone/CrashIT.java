package com.aimatrix.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.standalone.demo.EventStream;
import com.aimatrix.standalone.demo.FlightEvent;
import com.aimatrix.standalone.demo.PlatformClient;
import com.aimatrix.standalone.demo.StepFailed;
import com.aimatrix.standalone.platform.PlatformFolder;
import com.aimatrix.standalone.platform.PlatformProcess;
import com.aimatrix.standalone.platform.PlatformState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The platform's JVM is killed three times while events come in: in the middle of REST requests, with a backlog in Kafka, and
 * while a new view takes in what was there before. What was acknowledged is there afterwards, each event once.
 */
class CrashIT {

    private static final Instant START = Instant.parse("2011-06-01T00:00:00Z");
    private static final int CITIES = 50;
    private static final int REST_BATCH = 200;

    @TempDir
    Path directory;

    private PlatformState platform;
    private PlatformClient client;

    @AfterEach
    void stop() {
        PlatformProcess.stop(folder());
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingCountsTwice() throws IOException {
        up();
        register();
        List<FlightEvent> events = events(30_000);
        List<FlightEvent> byRest = events.subList(0, 15_000);
        List<FlightEvent> byKafka = events.subList(15_000, events.size());

        var acknowledged = new AtomicInteger();
        CompletableFuture<Void> posting = CompletableFuture.runAsync(() -> post(byRest, acknowledged));
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() >= 2_000);
        kill();
        posting.join();
        assertThat(acknowledged.get()).isLessThan(byRest.size());

        up();
        assertThat(taken()).isGreaterThanOrEqualTo(acknowledged.get());
        try (var stream = new EventStream(platform.kafka())) {
            stream.send(byKafka, sent -> {});
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> taken() > acknowledged.get() + 1_000);
        kill();

        up();
        CompletableFuture<Void> registering = CompletableFuture.runAsync(() -> tolerating(() -> view("second")));
        post(byRest.subList(0, 400), new AtomicInteger());
        kill();
        registering.join();

        up();
        view("second");
        post(byRest, new AtomicInteger());
        try (var stream = new EventStream(platform.kafka())) {
            stream.send(byKafka, sent -> {});
        }
        await().atMost(Duration.ofSeconds(120)).until(this::everythingCameTwice);
        assertThat(taken()).isEqualTo(events.size());
        for (String view : List.of("first", "second")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> isActive(view));
            assertThat(counts(view)).as(view).isEqualTo(expected(events));
        }
    }

    /** Every Kafka event was sent twice, and the REST ones that were acknowledged. */
    private boolean everythingCameTwice() {
        return taken() == 30_000 && repeated() >= 15_000;
    }

    private void up() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        List<String> command = List.of("up", "--data", folder().root().toString(), "--port", String.valueOf(port));
        platform = PlatformProcess.start(folder(), AimatrixCommand.class, command, line -> {});
        client = new PlatformClient(platform.gateway());
    }

    private void kill() {
        ProcessHandle.of(platform.pid()).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> PlatformState.running(folder()).isEmpty());
    }

    private PlatformFolder folder() {
        return new PlatformFolder(directory.resolve("data"));
    }

    private void register() {
        client.put("/api/v1/features/entities/city", Map.of("name", "city", "joinKeys", List.of("city")));
        client.put(
                "/api/v1/features/sources/rain",
                Map.of("name", "rain", "fields", List.of(Map.of("path", "mm", "type", "NUMBER", "required", true))));
        view("first");
    }

    /** Both views have series of their own, or the second would find what it needs in the first one's. */
    private void view(String name) {
        String filter = name.equals("first") ? "mm >= 0" : "mm > -1";
        client.put(
                "/api/v1/features/views/" + name,
                Map.of(
                        "name",
                        name,
                        "entity",
                        "city",
                        "source",
                        "rain",
                        "features",
                        List.of(
                                window("count", Map.of("aggregate", "COUNT", "filter", filter)),
                                window("sum", Map.of("aggregate", "SUM", "path", "mm", "filter", filter)))));
    }

    private static Map<String, Object> window(String name, Map<String, Object> aggregate) {
        var transformation = new HashMap<String, Object>(Map.of("type", "window", "window", "30d"));
        transformation.putAll(aggregate);
        return Map.of("name", name, "transformation", transformation);
    }

    private boolean isActive(String view) {
        return client.get("/api/v1/features/views/" + view)
                .path("status")
                .asString("")
                .equals("ACTIVE");
    }

    private static void tolerating(Runnable request) {
        try {
            request.run();
        } catch (StepFailed expected) {
            assertThat(expected.getMessage()).contains("/api/v1/features/views");
        }
    }

    private static List<FlightEvent> events(int count) {
        var events = new ArrayList<FlightEvent>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> data = Map.of("city", "c" + i % CITIES, "mm", i % 97);
            events.add(new FlightEvent("rain-" + i, "rain", START.plusSeconds(30L * i), "c" + i % CITIES, data));
        }
        return events;
    }

    /** Until the first request that is not answered. */
    private void post(List<FlightEvent> events, AtomicInteger acknowledged) {
        for (int i = 0; i < events.size(); i += REST_BATCH) {
            List<Map<String, Object>> body = events.subList(i, Math.min(events.size(), i + REST_BATCH)).stream()
                    .map(each -> Map.of(
                            "id", each.id(),
                            "type", each.type(),
                            "time", each.time().toString(),
                            "data", each.data()))
                    .toList();
            try {
                client.post("/api/v1/features/events", body);
            } catch (StepFailed notAnswered) {
                return;
            }
            acknowledged.addAndGet(body.size());
        }
    }

    private long taken() {
        return progress("events");
    }

    private long repeated() {
        return progress("duplicates");
    }

    private long progress(String field) {
        return client.get("/api/v1/features/sources/progress")
                .get(0)
                .path(field)
                .asLong();
    }

    /** Count and sum per city at the end of the month. */
    private List<List<Double>> counts(String view) {
        var rows = new ArrayList<Map<String, Object>>();
        for (int city = 0; city < CITIES; city++) {
            rows.add(Map.of("asOf", "2011-06-20T00:00:00Z", "entity", Map.of("city", "c" + city)));
        }
        JsonNode answer = client.post(
                "/api/v1/features/online", Map.of("features", List.of(view + ":count", view + ":sum"), "rows", rows));
        var counts = new ArrayList<List<Double>>();
        for (JsonNode row : answer.path("rows")) {
            counts.add(List.of(
                    row.path("values").get(0).asDouble(),
                    row.path("values").get(1).asDouble()));
        }
        return counts;
    }

    private static List<List<Double>> expected(List<FlightEvent> events) {
        double[] count = new double[CITIES];
        double[] sum = new double[CITIES];
        for (int i = 0; i < events.size(); i++) {
            count[i % CITIES]++;
            sum[i % CITIES] += i % 97;
        }
        var expected = new ArrayList<List<Double>>();
        for (int city = 0; city < CITIES; city++) {
            expected.add(List.of(count[city], sum[city]));
        }
        return expected;
    }
}
