package com.aimatrix.kit.boot;

import com.aimatrix.kit.artifact.ArtifactSettings;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.ArtifactStores;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceSettings.class, ArtifactSettings.class, HttpSettings.class})
class ServiceConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The address is relative, so that what the page tries out goes to whoever served it: the gateway or the service. */
    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String name) {
        return new OpenAPI()
                .info(new Info().title("AIMatrix " + name).version("v1"))
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    ArtifactStore artifactStore(ArtifactSettings settings, Clock clock) {
        return ArtifactStores.open(settings, clock);
    }

    @Bean
    BodyLimitFilter bodyLimitFilter(HttpSettings settings) {
        return new BodyLimitFilter(settings.maxBody().toBytes(), settings.streamed());
    }

    @Bean
    LargeSocketBuffers largeSocketBuffers() {
        return new LargeSocketBuffers();
    }

    @Bean
    TraceFilter traceFilter() {
        return new TraceFilter();
    }

    @Bean
    static UnknownSettings unknownSettings(ConfigurableEnvironment environment) {
        return new UnknownSettings(environment);
    }
}
