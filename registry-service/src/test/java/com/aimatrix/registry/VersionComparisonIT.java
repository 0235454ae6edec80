package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.Comparison.Difference;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VersionComparisonIT extends RegistryTestBase {

    @Test
    void whatIsBetterBeyondDoubtIsToBePromoted() throws IOException {
        registerModel(1, null, Map.of());
        registerModel(2, better(new Difference(-0.04, -0.05, -0.03)), Map.of("team", "growth"));

        JsonNode found = compare(2, 1, true);

        assertThat(found.at("/sameRows").asBoolean()).isTrue();
        assertThat(found.at("/rows").asLong()).isEqualTo(2_000);
        JsonNode loss = found.at("/metrics/0");
        assertThat(loss.at("/name").asString()).isEqualTo("log_loss");
        assertThat(loss.at("/candidate").asDouble()).isEqualTo(0.41);
        assertThat(loss.at("/baseline").asDouble()).isEqualTo(0.45);
        assertThat(loss.at("/interval/high").asDouble()).isEqualTo(-0.03);
        assertThat(found.at("/recommendation/verdict").asString()).isEqualTo("PROMOTE");
        assertThat(found.at("/recommendation/reasons/0").asString())
                .isEqualTo("log_loss differs by -0.04000 (95 % from -0.05000 to -0.03000), which is better.");
        assertThat(found.at("/latency/candidate/calls").asInt()).isEqualTo(2_000);
        assertThat(found.at("/latency/baseline/p99Ms").asDouble()).isPositive();
        assertThat(found.at("/files/changed").valueStream().map(JsonNode::asString))
                .containsExactly("model.json", "model.safetensors");
        assertThat(found.at("/signature/equal").asBoolean()).isTrue();
        assertThat(found.at("/drift/0/psi").asDouble()).isEqualTo(0);
        assertThat(found.at("/metadata").findValuesAsString("name")).contains("semver", "tag team");
        assertThat(found.at("/parameters").isNull())
                .as("no tracking server knows these runs")
                .isTrue();
    }

    @Test
    void whatMayBeChanceIsLeftOpenAndWhatIsWorseIsNotToBePromoted() throws IOException {
        registerModel(1, null, Map.of());
        registerModel(2, better(new Difference(-0.01, -0.03, 0.01)), Map.of());
        registerModel(3, better(new Difference(0.02, 0.01, 0.03)), Map.of());

        assertThat(compare(2, 1, false).at("/recommendation/verdict").asString())
                .isEqualTo("UNDECIDED");
        assertThat(compare(2, 1, false).at("/recommendation/reasons/0").asString())
                .contains("may be chance");
        assertThat(compare(3, 1, false).at("/recommendation/verdict").asString())
                .isEqualTo("KEEP");
    }

    @Test
    void versionsThatWereNotMeasuredOnTheSameRowsSayThat() throws IOException {
        registerModel(1, null, Map.of());
        register(null);

        JsonNode found = compare(2, 1, true);

        assertThat(found.at("/sameRows").asBoolean()).isFalse();
        assertThat(found.at("/recommendation/verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(found.at("/recommendation/reasons/0").asString()).contains("not measured on the same rows");
        assertThat(found.at("/latency/problems/0").asString()).contains("Version 2", "is no model");
        assertThat(found.at("/metrics/0/baseline").asDouble()).isEqualTo(0.5);
    }

    @Test
    void aVersionIsComparedWithAnotherOne() throws IOException {
        registerModel(1, null, Map.of());
        String path = "/models/%s/comparison".formatted(model);

        assertThat(askGet(path, Map.of("candidate", 1, "baseline", 1))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(askGet(path, Map.of("candidate", 1, "baseline", 7))
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(askGet(path, Map.of("candidate", 1)).getStatusCode().value()).isEqualTo(400);
    }

    private JsonNode compare(int candidate, int baseline, boolean latency) {
        var answer = askGet(
                "/models/%s/comparison".formatted(model),
                Map.of("candidate", candidate, "baseline", baseline, "latency", latency));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return answer.getBody();
    }

    private static Comparison better(Difference logLoss) {
        return new Comparison(
                1,
                2_000,
                Instant.parse("2011-04-01T00:00:00Z"),
                Instant.parse("2011-05-01T00:00:00Z"),
                Map.of("log_loss", 0.41),
                Map.of("log_loss", 0.45),
                Map.of("log_loss", logLoss));
    }

    private void registerModel(long seed, Comparison comparison, Map<String, String> tags) throws IOException {
        String run = UUID.randomUUID().toString();
        String uri = artifacts.uri("runs/%s/model".formatted(run));
        TestModel.write(artifacts.local(uri), seed);
        artifacts.publish(uri);
        registry.register(
                model,
                new RegisterVersion(
                        run,
                        uri,
                        artifacts.files(uri),
                        Map.of("log_loss", 0.5),
                        TestModel.FEATURES,
                        "a".repeat(64),
                        comparison,
                        TestModel.profile(),
                        new VersionMetadata(null, null, tags, null, null, null, null)));
    }
}
