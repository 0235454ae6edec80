package com.aimatrix.gateway;

import com.aimatrix.gateway.access.AccessSettings;
import com.aimatrix.kit.boot.LargeSocketBuffers;
import com.aimatrix.kit.boot.Services;
import com.aimatrix.kit.client.ServiceAddresses;
import com.aimatrix.kit.problem.ProblemAdvice;
import java.net.http.HttpClient;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The gateway. It has neither database nor Kafka; the auto-configurations for them, which the one class path of the
 * standalone JVM offers to every context, are excluded in {@code gateway.yml}.
 */
@SpringBootApplication
@EnableConfigurationProperties({ServiceAddresses.class, AccessSettings.class})
@Import({ProblemAdvice.class, LargeSocketBuffers.class})
public class GatewayApplication {

    public static void main(String[] args) {
        Services.prepare(GatewayApplication.class, "gateway").run(args);
    }

    /** Bodies are streamed both ways; HTTP/1.1, as an upgrade to HTTP/2 would hold a streamed upload back. */
    @Bean
    ClientHttpRequestFactoryBuilder<?> requestsToServices() {
        return ClientHttpRequestFactoryBuilder.jdk()
                .withHttpClientCustomizer(http -> http.version(HttpClient.Version.HTTP_1_1));
    }
}
