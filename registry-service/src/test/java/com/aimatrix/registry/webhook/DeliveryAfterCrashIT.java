package com.aimatrix.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.registry.webhook.DeliveryStore.Due;
import com.aimatrix.registry.webhook.Receiver.Told;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A worker that dies in the middle: what it had taken, and perhaps already sent, is delivered again. */
@PlatformTest
class DeliveryAfterCrashIT {

    private static Receiver receiver;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Deliveries deliveries;

    @Autowired
    DeliveryStore store;

    @Autowired
    DeliveryWorkers workers;

    @Autowired
    WebhookSender sender;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    @DynamicPropertySource
    static void receiver(DynamicPropertyRegistry properties) throws IOException {
        receiver = new Receiver();
        properties.add("aimatrix.webhooks.allowed-schemes", () -> "http");
        properties.add("aimatrix.webhooks.allow-private-addresses", () -> "true");
    }

    @AfterAll
    static void stop() {
        receiver.close();
    }

    @Test
    void itIsDeliveredAgainWithTheSameId() {
        workers.stop();
        webhooks.create(
                "hook",
                "",
                receiver.address("/in"),
                List.of(WebhookEvent.REGISTERED_MODEL_CREATED),
                "ACTIVE",
                "a secret");
        tell("first");
        tell("second");
        Due taken = store.claim(clock.instant(), Duration.ofSeconds(2)).orElseThrow();
        sender.send(taken.url(), taken.sealedSecret(), taken.id(), taken.body());
        assertThat(store.claim(clock.instant(), Duration.ofSeconds(2)))
                .as("while one delivery is on its way the others of the webhook wait")
                .isEmpty();

        workers.start();

        await().untilAsserted(() -> assertThat(receiver.at("/in")).hasSize(3));
        assertThat(receiver.at("/in"))
                .filteredOn(told -> told.deliveryId().equals(taken.id().toString()))
                .hasSize(2)
                .extracting(Told::body)
                .containsOnly(taken.body());
        await().untilAsserted(
                        () -> assertThat(store.pending(taken.webhookId(), 10)).isEmpty());
    }

    @Test
    void whatIsNotCommittedIsNotTold() {
        webhooks.create("hook", "", receiver.address("/none"), List.of(WebhookEvent.PROMPT_CREATED), "ACTIVE", null);
        transactions.executeWithoutResult(status -> {
            deliveries.tell(WebhookEvent.PROMPT_CREATED, Map.of("name", "undone"), clock.instant());
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(
                status -> deliveries.tell(WebhookEvent.PROMPT_CREATED, Map.of("name", "done"), clock.instant()));

        await().untilAsserted(() -> assertThat(receiver.at("/none"))
                .extracting(told -> told.json().at("/data/name").asString())
                .containsExactly("done"));
    }

    private void tell(String name) {
        transactions.executeWithoutResult(status ->
                deliveries.tell(WebhookEvent.REGISTERED_MODEL_CREATED, Map.of("name", name), clock.instant()));
    }
}
