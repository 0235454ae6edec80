package com.aimatrix.gateway;

import com.aimatrix.kit.client.ServiceAddresses;
import java.net.URI;
import java.util.List;

/**
 * A service behind the gateway.
 *
 * @param name one word, as in {@code /docs/<name>}
 * @param path what all its addresses begin with
 * @param address where it answers
 */
record Backend(String name, String path, URI address) {

    static List<Backend> all(ServiceAddresses addresses) {
        return List.of(
                new Backend("feature", "/api/v1/features", addresses.featureUrl()),
                new Backend("training", "/api/v1/training", addresses.trainingUrl()),
                new Backend("registry", "/api/v1/registry", addresses.registryUrl()),
                new Backend("serving", "/api/v1/predict", addresses.servingUrl()),
                new Backend("monitoring", "/api/v1/monitoring", addresses.monitoringUrl()));
    }

    /** Where the gateway shows the service's OpenAPI document. */
    String docs() {
        return "/docs/%s/v3/api-docs".formatted(name);
    }
}
