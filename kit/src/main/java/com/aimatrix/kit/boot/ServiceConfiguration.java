package com.aimatrix.kit.boot;

import com.aimatrix.kit.artifact.ArtifactSettings;
import com.aimatrix.kit.artifact.ArtifactStore;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceSettings.class, ArtifactSettings.class})
class ServiceConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ArtifactStore artifactStore(ArtifactSettings settings) {
        return new ArtifactStore(settings.root());
    }

    @Bean
    static UnknownSettings unknownSettings(ConfigurableEnvironment environment) {
        return new UnknownSettings(environment);
    }
}
