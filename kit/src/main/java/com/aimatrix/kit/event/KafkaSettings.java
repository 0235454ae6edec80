package com.aimatrix.kit.event;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, several with commas
 * @param namespace put in front of every topic's name and consumer group; empty by default
 */
@Validated
@ConfigurationProperties("aimatrix.kafka")
public record KafkaSettings(
        @NotBlank String bootstrapServers, @DefaultValue("") String namespace) {

    /** The topic's name as Kafka knows it. */
    public String topic(String name) {
        return namespace + name;
    }
}
