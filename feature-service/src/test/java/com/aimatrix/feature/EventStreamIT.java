package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of events that has no end in sight. */
@PlatformTest
class EventStreamIT {

    private final int port;
    private final FeatureClient client;
    private final JdbcClient jdbc;

    @Autowired
    EventStreamIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.port = port;
        this.client = new FeatureClient(port);
        this.jdbc = jdbc;
    }

    @Test
    void eachPartIsDurableWhileTheStreamGoesOnAndBadLinesStopNothing() throws Exception {
        ok(client.put("/sources/tick", "{\"name\": \"tick\", \"fields\": [{\"path\": \"v\", \"type\": \"NUMBER\"}]}"));
        var out = new PipedOutputStream();
        var in = new PipedInputStream(out, 1 << 20);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/features/events/stream".formatted(port)))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> in))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        for (int i = 0; i < 1_900; i++) {
            out.write(line("s" + i, "1"));
        }
        out.flush();
        Awaitility.await().until(() -> stored() >= 1_000);
        assertThat(answer).as("the stream is open").isNotDone();

        out.write(line("s0", "1"));
        out.write(line("bad", "\"one\""));
        out.write("this is not JSON\n\n".getBytes(StandardCharsets.UTF_8));
        out.write("{\"id\": \"x\", \"type\": \"unknown\", \"time\": \"2026-05-01T12:00:00Z\", \"data\": {}}\n"
                .getBytes(StandardCharsets.UTF_8));
        out.write(line("last", "1"));
        out.close();

        assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(200);
        JsonNode summary = JsonMapper.shared().readTree(answer.join().body());
        assertThat(summary.path("accepted").asInt()).isEqualTo(1_901);
        assertThat(summary.path("duplicates").asInt()).isEqualTo(1);
        assertThat(summary.path("refused").asInt()).isEqualTo(3);
        assertThat(summary.path("reasons").get(0).path("line").asInt()).isEqualTo(1_902);
        assertThat(summary.path("reasons").get(0).path("reason").asString()).contains("v");
        assertThat(summary.path("reasons").get(1).path("reason").asString()).contains("expected JSON");
        assertThat(summary.path("reasons").get(2).path("reason").asString()).contains("type", "unknown");
        assertThat(stored()).isEqualTo(1_901);
    }

    private int stored() {
        return jdbc.sql("""
                        select count(*) from feature.event where source_id = (select id from feature.source where name = 'tick')
                        """).query(Integer.class).single();
    }

    private static byte[] line(String id, String value) {
        return "{\"id\": \"%s\", \"type\": \"tick\", \"time\": \"2026-05-01T12:00:00Z\", \"data\": {\"v\": %s}}\n"
                .formatted(id, value)
                .getBytes(StandardCharsets.UTF_8);
    }
}
