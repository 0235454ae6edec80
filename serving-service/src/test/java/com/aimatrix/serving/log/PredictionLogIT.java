package com.aimatrix.serving.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.kit.event.KafkaSettings;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.serving.ServingSettings;
import com.aimatrix.test.PlatformTest;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What happens to predictions while Kafka, or Kafka and the database, are away. */
@PlatformTest
class PredictionLogIT {

    private final ServingSettings settings = new ServingSettings(
            1, Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final DefaultKafkaProducerFactory<String, byte[]> producersWithoutKafka = new DefaultKafkaProducerFactory<>(
            Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 200),
            new StringSerializer(),
            new ByteArraySerializer());

    @Autowired
    EventRecords records;

    @Autowired
    EventReader events;

    @Autowired
    KafkaSettings kafka;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JsonMapper json;

    @AfterEach
    void closeProducers() {
        producersWithoutKafka.destroy();
    }

    @Test
    void predictionsThatKafkaDoesNotConfirmArriveThroughTheOutbox() {
        logWithoutKafka(transactions).keep(List.of(event("r1"), event("r2")));

        Set<String> arrived = new HashSet<>();
        try (var consumer = consumers.createConsumer("log-test", null)) {
            consumer.subscribe(List.of(kafka.topic(Topics.SERVING_PREDICTIONS)));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> arrived.add(events.read(message, PredictionsMade.class)
                                .data()
                                .requestId()));
                assertThat(arrived).contains("r1", "r2");
            });
        }
    }

    @Test
    void withoutKafkaAndDatabaseNoPredictionIsGiven() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (var nowhere = new HikariDataSource(config)) {
            var log = logWithoutKafka(new TransactionTemplate(new DataSourceTransactionManager(nowhere)));

            assertThatThrownBy(() -> log.keep(List.of(event("r3"))))
                    .isInstanceOfSatisfying(ApiProblem.class, problem -> {
                        assertThat(problem.status().value()).isEqualTo(503);
                        assertThat(problem.code()).isEqualTo("prediction-log-unavailable");
                    });
        }
    }

    private PredictionLog logWithoutKafka(TransactionTemplate database) {
        return new PredictionLog(
                new KafkaTemplate<>(producersWithoutKafka),
                records,
                outbox,
                database,
                json,
                settings,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static PredictionsMade event(String requestId) {
        return new PredictionsMade(
                "flights",
                1,
                requestId,
                false,
                List.of("a:b"),
                List.of(new PredictionsMade.Row("f1", Instant.parse("2011-04-01T12:00:00Z"), List.of(0.5), 0.25)));
    }
}
