package com.aimatrix.standalone.platform;

import com.aimatrix.feature.FeatureServiceApplication;
import com.aimatrix.kit.boot.Services;
import com.aimatrix.monitoring.MonitoringServiceApplication;
import com.aimatrix.registry.RegistryServiceApplication;
import com.aimatrix.serving.ServingServiceApplication;
import com.aimatrix.training.TrainingServiceApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A service as a context of this JVM.
 *
 * @param name        the name of its configuration file, for example {@code feature-service}
 * @param application its Spring Boot application class
 * @param jpa         whether its own module has JPA; the one class path offers it to all
 */
record PlatformService(String name, Class<?> application, boolean jpa) {

    /** In the order in which they start: the later ones ask the earlier ones. */
    static final List<PlatformService> ALL = List.of(
            new PlatformService("feature-service", FeatureServiceApplication.class, false),
            new PlatformService("registry-service", RegistryServiceApplication.class, true),
            new PlatformService("training-service", TrainingServiceApplication.class, true),
            new PlatformService("serving-service", ServingServiceApplication.class, false),
            new PlatformService("monitoring-service", MonitoringServiceApplication.class, false));

    private static final String GATEWAY_ONLY = "org.springframework.cloud.";
    private static final String JPA_ONLY = "org.springframework.boot.data.jpa.,org.springframework.boot.hibernate.";

    /** The setting that tells other services where it is, for example {@code aimatrix.services.feature-url}. */
    String addressSetting() {
        return "aimatrix.services.%s-url".formatted(name.replace("-service", ""));
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param settings by key
     * @param others arguments that are put before, so that the settings count
     */
    ConfigurableApplicationContext start(Map<String, String> settings, List<String> others) {
        List<String> arguments = new ArrayList<>(others);
        settings.forEach((key, value) -> arguments.add("--%s=%s".formatted(key, value)));
        String foreign = jpa ? GATEWAY_ONLY : GATEWAY_ONLY + "," + JPA_ONLY;
        arguments.add("--%s=%s".formatted(ForeignAutoConfiguration.SETTING, foreign));
        return run(application, name, arguments);
    }

    /** Its own shutdown hook is off: the platform stops its parts in order. */
    static ConfigurableApplicationContext run(Class<?> application, String name, List<String> arguments) {
        SpringApplicationBuilder builder = Services.prepare(application, name).registerShutdownHook(false);
        return builder.run(arguments.toArray(String[]::new));
    }
}
