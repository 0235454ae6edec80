package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PUT;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.Promotion.Check;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.RegisterVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** The checks that load a version, measure it and look into its files. */
class PromotionChecksIT extends RegistryTestBase {

    @Test
    void theBuiltInPolicyAsksForAllOfThem() throws IOException {
        builtInPolicy();
        registerModel(1, Map.of("accuracy", 0.86, "log_loss", 0.4));

        Promotion staging = promote("Staging");
        Promotion production = promote("Production");

        assertThat(staging.decision()).isEqualTo("PROMOTED");
        assertThat(staging.checks())
                .extracting(Check::name)
                .containsExactly("artifacts", "security", "signature", "integration", "accuracy", "latency");
        assertThat(check(staging, "integration").message()).contains("256 rows drawn from its profile score 0.");
        assertThat(check(staging, "latency").measured()).isPositive().isLessThan(100);
        assertThat(production.decision()).isEqualTo("REFUSED");
        assertThat(production.checks().stream().filter(each -> !each.passed()).map(Check::message))
                .satisfiesExactly(
                        accuracy -> assertThat(accuracy).isEqualTo("accuracy is 0.86, expected at least 0.9."),
                        time -> assertThat(time).isEqualTo("It is in Staging for 0.0 hours, expected at least 24.0."));
        assertThat(check(production, "load").message()).contains("4 clients with 10 rows a call", "0 failed");
    }

    @Test
    void aVersionThatCannotBeLoadedOrFitsNotItsFeaturesIsRefusedByEveryCheckThatNeedsIt() throws IOException {
        policy(List.of(
                Map.of("type", "integration", "name", "works"),
                Map.of("type", "inference_latency", "name", "fast"),
                Map.of("type", "load_test", "name", "strong")));
        register(null);
        RegisterVersion other = model(1, Map.of());
        registry.register(
                model,
                new RegisterVersion(
                        other.runId(),
                        other.artifactUri(),
                        other.files(),
                        Map.of(),
                        List.of("a:b"),
                        null,
                        null,
                        other.referenceProfile()));

        Promotion noModel = registry.promote(model, 1, request("Staging"));
        Promotion otherFeatures = registry.promote(model, 2, request("Staging"));

        assertThat(noModel.checks())
                .hasSize(3)
                .noneMatch(Check::passed)
                .allSatisfy(each -> assertThat(each.message()).contains("is no model"));
        assertThat(otherFeatures.checks())
                .hasSize(3)
                .noneMatch(Check::passed)
                .allSatisfy(each -> assertThat(each.message()).contains("but was registered with [a:b]"));
    }

    @Test
    void whatIsMeasuredMustBeWithinItsLimits() throws IOException {
        policy(List.of(
                Map.of("type", "inference_latency", "name", "fast", "maxP99Ms", 1e-6, "calls", 100),
                Map.of("type", "load_test", "name", "strong", "seconds", 0.2, "minCallsPerSecond", 1e12),
                Map.of("type", "time_in_stage", "name", "rested", "minHours", 0)));
        registerModel(1, Map.of());

        Promotion decision = promote("Staging");

        assertThat(decision.checks()).hasSize(3).noneMatch(Check::passed);
        assertThat(decision.checks().get(0).measured()).isPositive();
        assertThat(decision.checks().get(1).message()).contains("expected are 1.0E12 calls a second");
        assertThat(decision.checks().get(2).message()).isEqualTo("It is in None, expected 0.0 hours in Staging.");
    }

    @Test
    void aPickleAmongTheFilesIsRefused() throws IOException {
        policy(List.of(Map.of("type", "security_scan", "name", "safe")));
        String run = UUID.randomUUID().toString();
        String uri = artifacts.uri("runs/%s/model".formatted(run));
        Path folder = Files.createDirectories(artifacts.local(uri));
        Files.writeString(folder.resolve("model.pkl"), "cposix\nsystem\n.");
        artifacts.publish(uri);
        registry.register(
                model,
                new RegisterVersion(run, uri, artifacts.files(uri), Map.of(), TestModel.FEATURES, null, null, null));

        Promotion decision = promote("Staging");

        assertThat(decision.decision()).isEqualTo("REFUSED");
        assertThat(decision.checks().get(0).measured()).isEqualTo(2.0);
        assertThat(decision.checks().get(0).message())
                .contains("model.pkl is not expected", "imports posix.system, which can run code when it is loaded");
    }

    @Test
    void aShadowIsReadyForASplitAfterItsTime() throws IOException {
        policy(List.of(Map.of("type", "ab_readiness", "name", "ready", "minShadowHours", 0)));
        registerModel(1, Map.of());
        registerModel(2, Map.of());
        promote("Production");
        policy(List.of(Map.of("type", "ab_readiness", "name", "ready", "minShadowHours", 1e-6)));

        Promotion before = registry.promote(model, 2, request("Staging"));
        ask(PUT, "/models/%s/deployment/shadows".formatted(model), Map.of("versions", List.of(2)));
        Promotion after = registry.promote(model, 2, request("Staging"));

        assertThat(before.checks().get(0).message())
                .isEqualTo("It has predicted beside version 1 for 0.0 hours, expected at least 1.0E-6.");
        assertThat(after.decision()).isEqualTo("PROMOTED");
        assertThat(after.checks().get(0).message()).isEqualTo("It answers as version 1 does, and both can be watched.");
    }

    @Test
    void parametersOfChecksAreChecked() {
        createModel();

        ResponseEntity<JsonNode> answer = setPolicy(List.of(
                Map.of("type", "load_test", "name", "a", "clients", 65),
                Map.of("type", "inference_latency", "name", "b", "maxP99Ms", 0),
                Map.of("type", "time_in_stage", "name", "c", "stage", "Archived"),
                Map.of("type", "security_scan", "name", "d", "badHashes", List.of("x")),
                Map.of("type", "ab_readiness", "name", "e", "minShadowHours", -1)));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("checks[0]", "checks[1]", "checks[2]", "checks[3]", "checks[4]");
    }

    @Test
    void aPolicyForAllIsThatOfModelsWithoutOne() throws IOException {
        register(null);

        assertThat(ask(GET, "/models/%s/policy".formatted(model), null).getBody())
                .isEqualTo(ask(GET, "/policy", null).getBody());
        assertThat(ask(PUT, "/policy", Map.of("checks", List.of(Map.of("name", "x"))))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    private void builtInPolicy() {
        jdbc.sql("delete from registry.default_policy").update();
    }

    /** Makes the model when it is new. */
    private void policy(List<? extends Map<String, ?>> checks) {
        ask(PUT, "/models/%s".formatted(model), Map.of("description", "", "tags", Map.of()));
        assertThat(setPolicy(checks).getStatusCode().value()).isEqualTo(200);
    }

    private ResponseEntity<JsonNode> setPolicy(List<? extends Map<String, ?>> checks) {
        return ask(PUT, "/models/%s/policy".formatted(model), Map.of("checks", checks));
    }

    private ModelVersion registerModel(long seed, Map<String, Double> metrics) throws IOException {
        return registry.register(model, model(seed, metrics));
    }

    private RegisterVersion model(long seed, Map<String, Double> metrics) throws IOException {
        String run = UUID.randomUUID().toString();
        String uri = artifacts.uri("runs/%s/model".formatted(run));
        TestModel.write(artifacts.local(uri), seed);
        artifacts.publish(uri);
        return new RegisterVersion(
                run, uri, artifacts.files(uri), metrics, TestModel.FEATURES, "a".repeat(64), null, TestModel.profile());
    }

    private Promotion promote(String stage) {
        return registry.promote(model, 1, request(stage));
    }

    private static PromotionRequest request(String stage) {
        return new PromotionRequest(stage, "a test", "because");
    }

    private static Check check(Promotion promotion, String name) {
        return promotion.checks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
