package com.aimatrix.training.forwarding;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForwardingConfiguration {

    @Bean
    Forwarder.Parts forwarderParts(
            BackendStore store,
            ChangedRuns runs,
            ChangedPoints points,
            RunUpdates updates,
            ForwardingSettings settings,
            ForwardingMeters meters,
            Clock clock) {
        return new Forwarder.Parts(store, runs, points, updates, settings, meters, clock);
    }
}
