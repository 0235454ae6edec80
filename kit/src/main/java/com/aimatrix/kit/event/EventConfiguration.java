package com.aimatrix.kit.event;

import com.aimatrix.contracts.Topics;
import com.aimatrix.kit.boot.ServiceSettings;
import java.time.Clock;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Topics, outbox, inbox and the handling of records that fail. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
public class EventConfiguration {

    @Bean
    KafkaAdmin.NewTopics topics(KafkaSettings kafka) {
        return new KafkaAdmin.NewTopics(Topics.all().stream()
                .map(spec -> newTopic(kafka.topic(spec.name()), spec))
                .toArray(NewTopic[]::new));
    }

    private static NewTopic newTopic(String name, Topics.Spec spec) {
        var topic = TopicBuilder.name(name).partitions(spec.partitions());
        return (spec.compacted() ? topic.config(TopicConfig.CLEANUP_POLICY_CONFIG, "compact") : topic).build();
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, Clock clock, ServiceSettings service, OutboxRelay relay) {
        return new Outbox(jdbc, json, clock, service.name(), relay);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            KafkaTemplate<String, byte[]> kafka,
            EventRecords records,
            ServiceSettings service,
            Clock clock) {
        return new OutboxRelay(jdbc, transactions, records, kafka, service, clock);
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, Clock clock, ServiceSettings service) {
        return new Inbox(jdbc, clock, service.name());
    }

    @Bean
    EventReader eventReader(JsonMapper json) {
        return new EventReader(json);
    }

    @Bean
    EventRecords eventRecords(KafkaSettings settings, ServiceSettings service) {
        return new EventRecords(settings, service.name());
    }

    @Bean
    DeadLetters deadLetters(KafkaTemplate<String, byte[]> kafka) {
        return new DeadLetters(kafka);
    }

    @Bean
    CommonErrorHandler eventErrorHandler(DeadLetters deadLetters) {
        return EventErrorHandlers.create(deadLetters);
    }
}
