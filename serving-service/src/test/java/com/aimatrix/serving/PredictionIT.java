package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.model.scoring.BinaryClassifier;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

class PredictionIT extends ServingTestBase {

    @Test
    void theAnswerIsTheScoreOfTheModelInItsOwnOrder() throws IOException {
        Deployment.Target target = deploy();

        JsonNode answer = predict(withValues(3)).getBody();

        double[] expected = BinaryClassifier.load(artifacts.local(target.artifactUri()))
                .score(List.of(
                        new Object[] {0.0, "CO", null}, new Object[] {0.01, "CO", null}, new Object[] {0.02, "CO", null
                        }));
        assertThat(answer.get("version").asInt()).isEqualTo(1);
        assertThat(answer.get("predictions")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonNode prediction = answer.get("predictions").get(i);
            assertThat(prediction.get("subject").asString()).isEqualTo("f" + i);
            assertThat(prediction.get("score").asDouble()).isCloseTo(expected[i], within(1e-12));
            assertThat(prediction.get("features_missing").asInt()).isEqualTo(1);
        }
    }

    @Test
    void featuresOfLiveAndShadowsAreLookedUpInOneCallAtTheTimeAsked() throws IOException {
        tell(1, models.version(2, 2), models.version(1, 1));
        awaitLive(2);

        JsonNode answer = predict(withEntity(Map.of("tail_num", "N1"))).getBody();

        assertThat(answer.get("predictions").get(0).get("features_missing").asInt())
                .isZero();
        assertThat(FEATURE_SERVICE.takeRequests()).singleElement().satisfies(request -> {
            assertThat(request.features()).isEqualTo(TestModels.FEATURES);
            assertThat(request.rows())
                    .containsExactly(new OnlineRequest.Row(Instant.parse(AT), Map.of("tail_num", "N1")));
        });
    }

    @Test
    void whatWasAnsweredIsLoggedForEveryVersionBeforeTheAnswer() throws IOException {
        tell(1, models.version(2, 2), models.version(1, 1));
        awaitLive(2);

        JsonNode answer = predict(withEntity(Map.of("tail_num", "N1"))).getBody();

        List<PredictionsMade> logged = logged();
        assertThat(logged)
                .extracting(PredictionsMade::version, PredictionsMade::shadow, PredictionsMade::features)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(2, false, TestModels.FEATURES),
                        org.assertj.core.groups.Tuple.tuple(1, true, TestModels.FEATURES));
        assertThat(logged).allSatisfy(event -> {
            assertThat(event.requestId()).isEqualTo(answer.get("requestId").asString());
            assertThat(event.rows()).singleElement().satisfies(row -> {
                assertThat(row.subject()).isEqualTo("f0");
                assertThat(row.at()).isEqualTo(AT);
                assertThat(row.values()).hasSize(3).element(1).isEqualTo("CO");
            });
        });
        assertThat(logged.stream()
                        .filter(event -> !event.shadow())
                        .findFirst()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .score())
                .isEqualTo(answer.get("predictions").get(0).get("score").asDouble());
    }

    @Test
    void aShadowWhoseFeaturesAreGoneIsNotFeltByTheCaller() throws IOException {
        tell(1, models.version(2, 2), models.forgetful(1, 1));
        awaitLive(2);

        var answer = predict(withEntity(Map.of("tail_num", "N1")));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(logged())
                .singleElement()
                .extracting(PredictionsMade::version)
                .isEqualTo(2);
    }

    @Test
    void aProbeIsNotLogged() throws IOException {
        deploy();

        var answer = predict(Map.of(
                "record",
                false,
                "rows",
                List.of(Map.of("subject", "probe", "features", Map.of(TestModels.LATE_SHARE, 0.5)))));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(logged()).isEmpty();
    }

    @Test
    void aLoadedVersionCanBeAskedByItsNumber() throws IOException {
        tell(1, models.version(2, 2), models.version(1, 1));
        awaitLive(2);

        var first = ask("/api/v1/predict/%s/versions/1".formatted(model), withValues(1));
        var unknown = ask("/api/v1/predict/%s/versions/7".formatted(model), withValues(1));

        assertThat(first.getBody().get("version").asInt()).isEqualTo(1);
        assertThat(unknown.getStatusCode().value()).isEqualTo(404);
        assertThat(unknown.getBody().get("detail").asString()).contains("[2, 1]");
    }

    @Test
    void anUnknownModelIsRefusedWithTheNamesOfThoseThere() throws IOException {
        deploy();

        var answer = ask("/api/v1/predict/nobody", withValues(1));

        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(answer.getBody().get("detail").asString()).contains("'nobody'", model);
    }

    @Test
    void badRowsAreRefusedFieldByField() throws IOException {
        deploy();
        var answer = predict(Map.of(
                "rows",
                List.of(
                        Map.of("subject", "a", "features", Map.of("no:such", 1)),
                        Map.of("subject", "b", "features", Map.of(TestModels.LATE_SHARE, List.of(1))),
                        Map.of("subject", "c"),
                        Map.of("features", Map.of()))));
        var kind = predict(Map.of(
                "rows", List.of(Map.of("subject", "a", "features", Map.of(TestModels.LATE_SHARE, "much")))));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field"))
                .containsExactly(
                        "rows[0].features.no:such",
                        "rows[1].features." + TestModels.LATE_SHARE,
                        "rows[2]",
                        "rows[3].subject");
        assertThat(kind.getStatusCode().value()).isEqualTo(400);
        assertThat(kind.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("rows[0].features." + TestModels.LATE_SHARE);
    }

    @Test
    void aThousandRowsAreAnsweredAndOneMoreIsRefused() throws IOException {
        deploy();

        assertThat(predict(withValues(1_000)).getBody().get("predictions")).hasSize(1_000);
        var tooMany = predict(withValues(1_001));
        assertThat(tooMany.getStatusCode().value()).isEqualTo(400);
        assertThat(tooMany.getBody().get("detail").asString()).contains("at most 1000 rows, got 1001");
    }

    @Test
    void aMissingEntityKeyIsTheCallersAndNamed() throws IOException {
        deploy();

        var answer = predict(Map.of(
                "rows",
                List.of(
                        Map.of("subject", "a", "features", Map.of()),
                        Map.of("subject", "b", "entity", Map.of("origin", "IAH")))));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("rows[1].entity.tail_num");
    }

    @Test
    void aFeatureServiceThatIsAwayIsSaidSo() throws IOException {
        deploy();
        FEATURE_SERVICE.breakDown();

        var answer = predict(withEntity(Map.of("tail_num", "N1")));

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(answer.getBody().get("code").asString()).isEqualTo("features-unavailable");
        assertThat(logged()).isEmpty();
    }

    @Test
    void moreRequestsThanThereArePlacesForAreToldToComeAgain() throws IOException {
        deploy();
        var latch = new CountDownLatch(1);
        FEATURE_SERVICE.holdUntil(latch);
        var threads = Executors.newFixedThreadPool(32);
        try {
            List<CompletableFuture<ResponseEntity<JsonNode>>> held = IntStream.range(0, 32)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> predict(withEntity(Map.of("tail_num", "N" + i))), threads))
                    .toList();
            await().until(() -> FEATURE_SERVICE.waiting() == 32);

            var refused = predict(withValues(1));
            latch.countDown();

            assertThat(refused.getStatusCode().value()).isEqualTo(429);
            assertThat(refused.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            assertThat(held).allMatch(each -> each.join().getStatusCode().value() == 200);
            assertThat(predict(withValues(1)).getStatusCode().value()).isEqualTo(200);
        } finally {
            latch.countDown();
            threads.shutdownNow();
        }
    }

    private Deployment.Target deploy() throws IOException {
        Deployment.Target target = models.version(1, 1);
        tell(1, target);
        awaitLive(1);
        return target;
    }
}
