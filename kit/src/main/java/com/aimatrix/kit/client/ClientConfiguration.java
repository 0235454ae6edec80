package com.aimatrix.kit.client;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Makes {@link ServiceClients} available; a service declares the clients that it needs as beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceAddresses.class)
public class ClientConfiguration {

    @Bean
    ServiceClients serviceClients(ServiceAddresses addresses, JsonMapper json) {
        return new ServiceClients(addresses, json);
    }
}
