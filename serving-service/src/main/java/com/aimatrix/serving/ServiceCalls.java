package com.aimatrix.serving;

import com.aimatrix.contracts.feature.OnlineFeatures;
import com.aimatrix.kit.client.ServiceClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one service that serving asks. */
@Configuration(proxyBeanMethods = false)
class ServiceCalls {

    @Bean
    OnlineFeatures onlineFeatures(ServiceClients clients) {
        return clients.create(OnlineFeatures.class, clients.addresses().featureUrl());
    }
}
