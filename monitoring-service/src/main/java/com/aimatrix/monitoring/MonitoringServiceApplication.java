package com.aimatrix.monitoring;

import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;
import com.aimatrix.kit.client.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The monitoring-service. */
@AimatrixService
@EnableScheduling
public class MonitoringServiceApplication {

    public static void main(String[] args) {
        Services.prepare(MonitoringServiceApplication.class, "monitoring-service")
                .run(args);
    }

    @Bean
    ModelVersions modelVersions(ServiceClients clients) {
        return clients.create(ModelVersions.class, clients.addresses().registryUrl());
    }
}
