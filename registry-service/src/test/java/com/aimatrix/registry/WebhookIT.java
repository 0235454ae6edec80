package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import com.aimatrix.registry.webhook.Receiver;
import com.aimatrix.registry.webhook.Receiver.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Webhooks over MLflow's paths, and what a receiver gets. */
class WebhookIT extends RegistryTestBase {

    private static final Map<String, String> MODEL_CREATED = Map.of("entity", "REGISTERED_MODEL", "action", "CREATED");
    private static Receiver receiver;

    private final String path = "/" + UUID.randomUUID();
    private final List<String> made = new ArrayList<>();

    @DynamicPropertySource
    static void receiver(DynamicPropertyRegistry properties) throws IOException {
        receiver = new Receiver();
        properties.add("aimatrix.webhooks.allowed-schemes", () -> "http");
        properties.add("aimatrix.webhooks.allow-private-addresses", () -> "true");
        properties.add("aimatrix.webhooks.first-retry", () -> "50ms");
        properties.add("aimatrix.webhooks.timeout", () -> "5s");
        properties.add("aimatrix.webhooks.attempts", () -> "4");
        properties.add("aimatrix.webhooks.secret-key", () -> Base64.getEncoder().encodeToString(new byte[32]));
    }

    @AfterEach
    void deleteWebhooks() {
        made.forEach(id -> mlflow(DELETE, "webhooks/" + id, Map.of()));
    }

    @AfterAll
    static void stop() {
        receiver.close();
    }

    @Test
    void aDeliveryIsSignedAsMlflowSignsIt() throws GeneralSecurityException {
        create(path, "a secret", List.of(MODEL_CREATED));
        mlflow(
                POST,
                "registered-models/create",
                Map.of("name", model, "description", "d", "tags", List.of(Map.of("key", "k", "value", "v"))));

        Told told = only(path);

        assertThat(told.json().get("entity").asString()).isEqualTo("registered_model");
        assertThat(told.json().get("action").asString()).isEqualTo("created");
        assertThat(told.json().get("timestamp").asString()).isNotBlank();
        assertThat(told.json().get("data").toString())
                .isEqualTo("{\"name\":\"%s\",\"tags\":{\"k\":\"v\"},\"description\":\"d\"}".formatted(model));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed = mac.doFinal("%s.%s.%s"
                .formatted(told.deliveryId(), told.timestamp(), told.body())
                .getBytes(StandardCharsets.UTF_8));
        assertThat(told.signature()).isEqualTo("v1," + Base64.getEncoder().encodeToString(signed));
        assertThat(Long.parseLong(told.timestamp())).isPositive();
    }

    @Test
    void versionsTagsAliasesAndDecisionsAreToldOf() {
        create(
                path,
                null,
                List.of(
                        event("MODEL_VERSION", "CREATED"),
                        event("MODEL_VERSION_TAG", "SET"),
                        event("MODEL_VERSION_TAG", "DELETED"),
                        event("MODEL_VERSION_ALIAS", "CREATED"),
                        event("MODEL_VERSION_ALIAS", "DELETED"),
                        event("PROMOTION", "PROMOTED"),
                        event("PROMPT", "CREATED")));
        createModel();
        createVersion();
        mlflow(POST, "model-versions/set-tag", Map.of("name", model, "version", "1", "key", "k", "value", "v"));
        mlflow(DELETE, "model-versions/delete-tag", Map.of("name", model, "version", "1", "key", "k"));
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "a", "version", "1"));
        mlflow(DELETE, "registered-models/alias", Map.of("name", model, "alias", "a"));
        mlflow(POST, "model-versions/transition-stage", Map.of("name", model, "version", "1", "stage", "Staging"));

        await().untilAsserted(
                        () -> assertThat(receiver.at(path))
                                .extracting(WebhookIT::shown)
                                .containsExactlyInAnyOrder(
                                        "model_version.created {\"name\":\"M\",\"version\":\"1\",\"source\":\"s3://bucket/model\",\"run_id\":null,\"tags\":{},\"description\":null}",
                                        "model_version_tag.set {\"name\":\"M\",\"version\":\"1\",\"key\":\"k\",\"value\":\"v\"}",
                                        "model_version_tag.deleted {\"name\":\"M\",\"version\":\"1\",\"key\":\"k\"}",
                                        "model_version_alias.created {\"name\":\"M\",\"alias\":\"a\",\"version\":\"1\"}",
                                        "model_version_alias.deleted {\"name\":\"M\",\"alias\":\"a\"}",
                                        "promotion.promoted {\"name\":\"M\",\"version\":\"1\",\"from_stage\":\"None\",\"to_stage\":\"Staging\",\"requested_by\":\"MLflow client\",\"reason\":\"a transition of the stage\",\"refused_because\":[]}"));
        assertThat(receiver.at(path)).extracting(Told::signature).containsOnlyNulls();
    }

    @Test
    void aReceiverThatFailsTwiceIsToldAgainWithTheSameId() {
        String flaky = "/500/2" + path;
        create(flaky, "s", List.of(MODEL_CREATED));
        createModel();

        await().untilAsserted(() -> assertThat(receiver.at(flaky)).hasSize(3));
        List<Told> attempts = receiver.at(flaky);
        assertThat(attempts).extracting(Told::answered).containsExactly(500, 500, 200);
        assertThat(attempts)
                .extracting(Told::deliveryId)
                .containsOnly(attempts.get(0).deliveryId());
        assertThat(attempts).extracting(Told::body).containsOnly(attempts.get(0).body());
        await().untilAsserted(() -> assertThat(pending()).isEmpty());
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnceAndWhatKeepsFailingAfterItsAttempts() {
        String refused = "/400/100" + path;
        String away = "/503/100" + path;
        create(refused, null, List.of(MODEL_CREATED));
        create(away, null, List.of(MODEL_CREATED));
        createModel();

        await().untilAsserted(() -> assertThat(receiver.at(away)).hasSize(4));
        await().untilAsserted(() -> assertThat(pending())
                .allSatisfy(each -> assertThat(each.get("failedAt").isNull()).isFalse())
                .extracting(each -> each.get("lastFailure").asString())
                .containsExactlyInAnyOrder("answered 400: answered", "answered 503: answered"));
        assertThat(receiver.at(refused)).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        create("/302/100" + path, null, List.of(MODEL_CREATED));

        var result = mlflow(POST, "webhooks/%s/test".formatted(made.get(0)), Map.of())
                .getBody()
                .get("result");

        assertThat(result.get("response_status").asInt()).isEqualTo(302);
        assertThat(receiver.at("/redirected")).isEmpty();
    }

    @Test
    void aDisabledWebhookIsNotTold() {
        create(path, null, List.of(MODEL_CREATED));
        String second = path + "-2";
        create(second, null, List.of(MODEL_CREATED));
        mlflow(PATCH, "webhooks/" + made.get(0), Map.of("status", "DISABLED"));
        createModel();

        only(second);
        assertThat(receiver.at(path)).isEmpty();
    }

    @Test
    void aWebhookIsReadWithoutItsSecret() {
        JsonNode created = create(path, "a secret", List.of(MODEL_CREATED, event("MODEL_VERSION_TAG", "SET")));
        String id = created.get("webhook_id").asString();

        JsonNode found = mlflowGet("webhooks/" + id, Map.of()).getBody().get("webhook");
        JsonNode updated = mlflow(
                        PATCH,
                        "webhooks/" + id,
                        Map.of("name", "other", "events", List.of(event("MODEL_VERSION", "CREATED")), "secret", "new"))
                .getBody()
                .get("webhook");

        assertThat(found).isEqualTo(created);
        assertThat(found.has("secret")).isFalse();
        assertThat(found.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(found.get("events").findValuesAsString("entity"))
                .containsExactly("REGISTERED_MODEL", "MODEL_VERSION_TAG");
        assertThat(updated.get("name").asString()).isEqualTo("other");
        assertThat(updated.get("url")).isEqualTo(found.get("url"));
        assertThat(mlflowGet("webhooks", Map.of("max_results", 1000))
                        .getBody()
                        .get("webhooks")
                        .findValuesAsString("webhook_id"))
                .contains(id);
        mlflow(DELETE, "webhooks/" + id, Map.of());
        assertRefused(
                mlflowGet("webhooks/" + id, Map.of()),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Webhook with ID %s not found".formatted(id));
    }

    @Test
    void webhooksComeInPages() {
        for (int i = 0; i < 3; i++) {
            create(path, null, List.of(MODEL_CREATED));
        }
        JsonNode first = mlflowGet("webhooks", Map.of("max_results", 2)).getBody();
        JsonNode second = mlflowGet(
                        "webhooks",
                        Map.of(
                                "max_results",
                                2,
                                "page_token",
                                first.get("next_page_token").asString()))
                .getBody();

        assertThat(first.get("webhooks")).hasSize(2);
        assertThat(second.get("webhooks").findValuesAsString("webhook_id"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.get("webhooks").findValuesAsString("webhook_id"));
        assertRefused(
                mlflowGet("webhooks", Map.of("max_results", 1001)),
                400,
                "INVALID_PARAMETER_VALUE",
                "max_results must be between 1 and 1000");
    }

    @Test
    void anAddressIsTriedWithAnExample() {
        create(path, "s", List.of(MODEL_CREATED, event("MODEL_VERSION_TAG", "SET")));
        create("/404/9" + path, null, List.of(MODEL_CREATED));

        JsonNode result = mlflow(
                        POST,
                        "webhooks/%s/test".formatted(made.get(0)),
                        Map.of("event", event("MODEL_VERSION_TAG", "SET")))
                .getBody()
                .get("result");
        JsonNode missing = mlflow(POST, "webhooks/%s/test".formatted(made.get(1)), Map.of())
                .getBody()
                .get("result");

        assertThat(result.toString())
                .isEqualTo("{\"success\":true,\"response_status\":200,\"response_body\":\"answered\"}");
        assertThat(only(path).json().get("data").toString())
                .isEqualTo(
                        "{\"name\":\"example_model\",\"version\":\"1\",\"key\":\"example_key\",\"value\":\"example_value\"}");
        assertThat(missing.get("success").asBoolean()).isFalse();
        assertThat(missing.get("response_status").asInt()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-webhook", "webhook_", "webhook@test", "a b"})
    void aNameThatBreaksTheRuleIsRefused(String name) {
        assertRefused(
                mlflow(
                        POST,
                        "webhooks",
                        Map.of("name", name, "url", "http://127.0.0.1/", "events", List.of(MODEL_CREATED))),
                400,
                "INVALID_PARAMETER_VALUE",
                "is invalid");
    }

    @Test
    void whatIsNoWebhookIsRefused() {
        assertRefused(
                mlflow(POST, "webhooks", Map.of("name", "w", "url", "ftp://h/x", "events", List.of(MODEL_CREATED))),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid webhook URL scheme: 'ftp'. Allowed schemes are: http.");
        assertRefused(
                mlflow(POST, "webhooks", Map.of("name", "w", "url", "http://[x", "events", List.of(MODEL_CREATED))),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid webhook URL");
        assertRefused(
                mlflow(POST, "webhooks", Map.of("name", "w", "url", "http://127.0.0.1/", "events", List.of())),
                400,
                "INVALID_PARAMETER_VALUE",
                "Webhook events must be a non-empty list");
        assertRefused(
                mlflow(
                        POST,
                        "webhooks",
                        Map.of(
                                "name",
                                "w",
                                "url",
                                "http://127.0.0.1/",
                                "events",
                                List.of(event("MODEL_VERSION", "SET")))),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid action 'SET' for entity 'MODEL_VERSION'. Valid actions are: [created]");
        assertRefused(mlflowGet("webhooks/nonexistent", Map.of()), 404, "RESOURCE_DOES_NOT_EXIST", "not found");
    }

    private JsonNode create(String at, String secret, List<Map<String, String>> events) {
        var request =
                new HashMap<String, Object>(Map.of("name", "hook", "url", receiver.address(at), "events", events));
        if (secret != null) {
            request.put("secret", secret);
        }
        ResponseEntity<JsonNode> answer = mlflow(POST, "webhooks", request);
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(200);
        made.add(answer.getBody().at("/webhook/webhook_id").asString());
        return answer.getBody().get("webhook");
    }

    private static Map<String, String> event(String entity, String action) {
        return Map.of("entity", entity, "action", action);
    }

    private Told only(String at) {
        await().untilAsserted(() -> assertThat(receiver.at(at)).hasSize(1));
        return receiver.at(at).get(0);
    }

    /** Of the webhooks that the test has made. */
    private List<JsonNode> pending() {
        return made.stream()
                .flatMap(id -> ask(GET, "/webhooks/%s/deliveries".formatted(id), null)
                        .getBody()
                        .valueStream())
                .toList();
    }

    private static String shown(Told told) {
        JsonNode json = told.json();
        String name = json.at("/data/name").asString();
        return "%s.%s %s"
                .formatted(
                        json.get("entity").asString(),
                        json.get("action").asString(),
                        json.get("data").toString().replace(name, "M"));
    }
}
