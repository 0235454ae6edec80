package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Row;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class PinnedTrainingSetIT {

    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final FeatureClient client;

    @Autowired
    PinnedTrainingSetIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
    }

    @Test
    void columnsAreNamedByTheVersionThatTheyMeanAndWhatMeansTheSameIsOne() {
        client.put("/entities/member", "{\"name\": \"member\", \"joinKeys\": [\"member\"]}");
        register("INT64");
        client.post("/views/membership/values", """
                {"rows": [{"entity": {"member": "m"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"level": 4, "city": "Rome"}}]}""");
        register("STRING");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.get("/views/membership").getBody().contains("\"version\":2"));

        TrainingSet set = client.trainingSet(
                request(true, "membership:city", "membership@1:level", "membership@2:city", "membership@1:city"));

        assertThat(set.reason()).isNull();
        assertThat(set.versions()).containsExactly(Map.entry("membership", 2));
        assertThat(set.columns())
                .extracting(TrainingSet.Column::name)
                .containsExactly("membership@2:city", "membership@1:level", "membership@1:city")
                .isEqualTo(
                        set.columns().stream().map(TrainingSet.Column::feature).toList());
        List<String[]> rows = client.rows(set);
        assertThat(rows.get(0)).endsWith("membership@2:city", "membership@1:level", "membership@1:city");
        assertThat(rows.get(1)).endsWith("Rome", "4", "Rome");

        TrainingSet asAsked = client.trainingSet(request(null, "membership:city", "membership@2:city"));
        assertThat(asAsked.columns())
                .extracting(TrainingSet.Column::name)
                .containsExactly("membership:city", "membership@2:city");
        assertThat(asAsked.columns()).extracting(TrainingSet.Column::feature).containsOnly("membership@2:city");
    }

    private void register(String levelType) {
        client.put("/views/membership", """
                {"name": "membership", "entity": "member",
                 "features": [{"name": "level", "type": "%s"}, {"name": "city", "type": "STRING"}]}""".formatted(levelType));
    }

    private static TrainingSetRequest request(Boolean pinned, String... features) {
        var rows = List.of(new Row("1", AT, Map.of("member", "m"), "1"));
        return new TrainingSetRequest(
                "pinned",
                new Spine(null, null, null, null, null, null, null, null, null, rows),
                List.of(features),
                null,
                null,
                null,
                null,
                pinned);
    }
}
