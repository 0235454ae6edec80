package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.Inbox;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.event.ReceivedEvent;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.test.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The kit's outbox and inbox, inside a real service. */
@PlatformTest
class OutboxIT {

    private final Outbox outbox;
    private final Inbox inbox;
    private final EventReader reader;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final String topic;

    @Autowired
    OutboxIT(
            Outbox outbox,
            Inbox inbox,
            EventReader reader,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.reader = reader;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.topic = namespace + Topics.MONITORING_RETRAINING_REQUESTS;
    }

    @Test
    void onlyWhatWasCommittedIsToldOnceAndInOrder() {
        for (int i = 0; i < 20; i++) {
            RetrainingRequested event = event("kept-" + i);
            RetrainingRequested lost = event("rolled-back-" + i);
            transaction.executeWithoutResult(status -> outbox.publish(event));
            transaction.executeWithoutResult(status -> {
                outbox.publish(lost);
                status.setRollbackOnly();
            });
        }
        List<ReceivedEvent<RetrainingRequested>> received = receive(20);
        assertThat(received)
                .extracting(each -> each.data().requestId())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> "kept-" + i)
                        .toList());
        assertThat(received).extracting(ReceivedEvent::id).doesNotHaveDuplicates();
        assertThat(received).extracting(ReceivedEvent::type).containsOnly(RetrainingRequested.TYPE);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);
    }

    @Test
    void anEventCannotBePublishedOutsideATransaction() {
        assertThatThrownBy(() -> outbox.publish(event("alone"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void anEventIsHandledOnceUnlessItsHandlingWasUndone() {
        Boolean undone = transaction.execute(status -> {
            boolean first = inbox.firstTime("event-1");
            status.setRollbackOnly();
            return first;
        });
        Boolean handled = transaction.execute(status -> inbox.firstTime("event-1"));
        Boolean repeated = transaction.execute(status -> inbox.firstTime("event-1"));
        assertThat(List.of(undone, handled, repeated)).containsExactly(true, true, false);
    }

    @Test
    void aServiceCannotTouchTheTablesOfAnother() {
        assertThat(jdbc.sql("select current_user").query(String.class).single()).isEqualTo("aimatrix_feature");
        assertThatThrownBy(() -> jdbc.sql("drop table kit.outbox").update())
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> jdbc.sql("create schema mine").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static RetrainingRequested event(String id) {
        return new RetrainingRequested(id, "model", 1, "MANUAL", "a test", Instant.parse("2011-01-01T00:00:00Z"));
    }

    private long waiting() {
        return jdbc.sql("select count(*) from kit.outbox").query(Long.class).single();
    }

    private List<ReceivedEvent<RetrainingRequested>> receive(int expected) {
        var received = new ArrayList<ReceivedEvent<RetrainingRequested>>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers", TestServers.kafkaBootstrap(), "group.id", topic, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(each -> received.add(reader.read(each, RetrainingRequested.class)));
                return received.size() >= expected;
            });
        }
        return received;
    }
}
