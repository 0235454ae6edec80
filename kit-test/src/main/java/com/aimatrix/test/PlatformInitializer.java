package com.aimatrix.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a test's context a fresh database, topics that no other context sees, an artifact folder and a free port, on the
 * servers of the build. {@link PlatformTest} brings it along.
 */
public class PlatformInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> properties = Map.of(
                "aimatrix.database.url", TestServers.freshDatabase("test"),
                "aimatrix.kafka.bootstrap-servers", TestServers.kafkaBootstrap(),
                "aimatrix.kafka.namespace", UUID.randomUUID() + ".",
                "aimatrix.artifacts.root", artifactFolder(),
                "server.port", "0");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("platform test", properties));
    }

    private static String artifactFolder() {
        try {
            return TestServers.freshFolder().toString();
        } catch (IOException failure) {
            throw new UncheckedIOException("No folder for artifacts", failure);
        }
    }
}
