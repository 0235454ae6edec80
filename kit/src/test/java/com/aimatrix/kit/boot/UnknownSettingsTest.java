package com.aimatrix.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.kit.database.DatabaseSettings;
import com.aimatrix.kit.event.KafkaSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

class UnknownSettingsTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class)
            .withPropertyValues(
                    "aimatrix.database.url=jdbc:postgresql://localhost/x",
                    "aimatrix.kafka.bootstrap-servers=localhost:1");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DatabaseSettings.class, KafkaSettings.class})
    static class Settings {
        @Bean
        static UnknownSettings unknownSettings(ConfigurableEnvironment environment) {
            return new UnknownSettings(environment);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aimatrix.database.pool-sise, aimatrix.database.pool-size",
        "aimatrix.databse.url, aimatrix.database.url",
        "AIMATRIX_KAFKA_NAMESPCE, aimatrix.kafka.namespace"
    })
    void anUnknownKeyStopsTheStartAndSaysWhatWasMeant(String key, String meant) {
        service.withPropertyValues(key + "=1")
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(StartupProblem.class)
                        .hasMessageContaining(key)
                        .hasMessageContaining("did you mean " + meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aimatrix.database.poolSize", "AIMATRIX_DATABASE_POOLSIZE", "AIMATRIX_DATABASE_POOL_SIZE"})
    void aKnownKeyMayBeWrittenInAnyOfSpringsWays(String key) {
        service.withPropertyValues(key + "=7")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
