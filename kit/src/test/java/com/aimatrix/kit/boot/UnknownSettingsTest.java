package com.aimatrix.kit.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.kit.database.DatabaseSettings;
import com.aimatrix.kit.event.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
    @EnableConfigurationProperties({DatabaseSettings.class, KafkaSettings.class, NamedSettings.class})
    static class Settings {
        @Bean
        static UnknownSettings unknownSettings(ConfigurableEnvironment environment) {
            return new UnknownSettings(environment);
        }
    }

    @ConfigurationProperties("aimatrix.named")
    record NamedSettings(Map<String, Entry> places, List<String> words) {
        record Entry(String url, String userName) {}
    }

    @ParameterizedTest
    @CsvSource({
        "aimatrix.named.places.here.usr-name, aimatrix.named.places.*.user-name",
        "aimatrix.named.places.url, aimatrix.named.places.*.url",
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
    @ValueSource(
            strings = {
                "aimatrix.database.poolSize",
                "AIMATRIX_DATABASE_POOLSIZE",
                "AIMATRIX_DATABASE_POOL_SIZE",
                "aimatrix.named.places.here.userName",
                "AIMATRIX_NAMED_PLACES_HERE_USERNAME",
                "aimatrix.named.words",
                "aimatrix.named.words[0]"
            })
    void aKnownKeyMayBeWrittenInAnyOfSpringsWays(String key) {
        service.withPropertyValues(key + "=7")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
