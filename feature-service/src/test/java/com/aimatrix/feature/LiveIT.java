package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Features as they change, as a browser follows them. */
@PlatformTest
class LiveIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final FeatureClient client;

    @Autowired
    LiveIT(@LocalServerPort int port) {
        this.port = port;
        this.client = new FeatureClient(port);
    }

    @BeforeEach
    void definitions() {
        ok(client.put(
                "/entities/room", "{\"name\": \"room\", \"joinKeys\": [{\"name\": \"room\", \"type\": \"INT64\"}]}"));
        ok(client.put(
                "/sources/entered",
                "{\"name\": \"entered\", \"fields\": [{\"path\": \"people\", \"type\": \"NUMBER\"}]}"));
        client.view("""
                {"name": "traffic", "entity": "room", "source": "entered", "features": [
                 {"name": "people", "transformation": {"type": "window", "aggregate": "sum", "path": "people", "window": "1h"}}]}""");
        client.view("""
                {"name": "climate", "entity": "room", "features": [{"name": "degrees", "type": "DOUBLE"},
                 {"name": "fahrenheit", "transformation": {"type": "arithmetic", "expression": "degrees * 9 / 5 + 32"}}]}""");
    }

    /** An update as it came. */
    private record Update(String id, JsonNode data) {
        String room() {
            return data.path("entity").path("room").toString();
        }

        String value(String feature) {
            return data.path("values").path(feature).toString();
        }
    }

    /** Follows until it is closed. */
    private final class Follower implements AutoCloseable {

        private final List<Update> updates = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private final HttpResponse<Stream<String>> response;
        private final Thread thread;
        private volatile String lastId;

        Follower(String lastEventId, String... entities) throws IOException, InterruptedException {
            var query = new StringBuilder("?features=traffic:people,climate:degrees,climate:fahrenheit");
            for (String each : entities) {
                query.append("&entity=").append(URLEncoder.encode(each, StandardCharsets.UTF_8));
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d/api/v1/features/live%s".formatted(port, query)));
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            thread = new Thread(this::read);
            thread.start();
            begun.join();
        }

        private void read() {
            try {
                response.body().forEach(this::line);
            } catch (UncheckedIOException e) {
                assertThat(e).as("closed by the test").hasRootCauseInstanceOf(IOException.class);
            }
        }

        private void line(String line) {
            if (line.startsWith("id:")) {
                lastId = line.substring(3);
                begun.complete(null);
            } else if (line.startsWith("data:")) {
                updates.add(new Update(lastId, JSON.readTree(line.substring(5))));
            }
        }

        List<Update> await(int count) {
            Awaitility.await().until(() -> updates.size() >= count);
            return updates;
        }

        @Override
        public void close() throws InterruptedException {
            response.body().close();
            thread.join();
        }
    }

    private void enter(String id, int room, int people) {
        ok(client.post("/events", """
                {"id": "%s", "type": "entered", "time": "2026-05-01T12:00:00Z", "data": {"room": %d, "people": %d}}""".formatted(id, room, people)));
    }

    private void measure(int room, double degrees) {
        ok(client.post("/views/climate/values", """
                {"rows": [{"entity": {"room": %d}, "eventTime": "2026-05-01T12:00:00Z", "values": {"degrees": %s}}]}""".formatted(room, degrees)));
    }

    @Test
    void everyChangeIsToldAndAFollowerThatComesBackMissesNothingAndHearsNothingTwice() throws Exception {
        String lastSeen;
        try (var follower = new Follower(null)) {
            enter("a", 1, 3);
            assertThat(follower.await(1).get(0).room()).isEqualTo("1");
            assertThat(follower.updates.get(0).value("traffic:people")).isEqualTo("3.0");
            assertThat(follower.updates.get(0).data().path("at").asString()).isEqualTo("2026-05-01T12:00:00Z");
            assertThat(follower.updates
                            .get(0)
                            .data()
                            .path("statuses")
                            .path("climate:degrees")
                            .asString())
                    .isEqualTo("NOT_FOUND");
            measure(1, 20);
            assertThat(follower.await(2).get(1).value("climate:fahrenheit")).isEqualTo("68.0");
            lastSeen = follower.updates.get(1).id();
        }
        enter("b", 2, 4);
        enter("c", 1, 5);
        measure(3, 0);
        try (var again = new Follower(lastSeen)) {
            assertThat(again.await(3).stream().map(Update::room)).containsExactly("2", "1", "3");
            assertThat(again.updates.get(1).value("traffic:people")).isEqualTo("8.0");
            enter("d", 4, 1);
            assertThat(again.await(4).get(3).room()).isEqualTo("4");
        }
        try (var repeated = new Follower(lastSeen)) {
            assertThat(repeated.await(4).stream().map(Update::room)).containsExactly("2", "1", "3", "4");
        }
    }

    @Test
    void someEntitiesCanBeFollowed() throws Exception {
        try (var follower = new Follower(null, "{\"room\": 12}", "{\"room\": 14}")) {
            enter("e", 11, 1);
            enter("f", 12, 2);
            measure(13, 1);
            measure(14, 1);
            assertThat(follower.await(2).stream().map(Update::room)).containsExactly("12", "14");
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThat(client.get("/live?features=traffic:none").getBody()).contains("features[0]", "none");
        assertThat(client.get("/live?features=traffic:people&entity={e}", "{\"room\": \"x\"}")
                        .getBody())
                .contains("entity[0].room", "INT64");
        assertThat(client.get("/live?features=traffic:people&entity={e}", "{}").getBody())
                .contains("entity[0].room", "missing");
        assertThat(client.get("/live?features=traffic:people&entity={e}", "room 7")
                        .getBody())
                .contains("entity[0]", "object of join keys");
    }
}
