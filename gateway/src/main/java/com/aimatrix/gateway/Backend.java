package com.aimatrix.gateway;

import com.aimatrix.kit.client.ServiceAddresses;
import java.net.URI;
import java.util.List;

/**
 * A service behind the gateway.
 *
 * @param name one word, as in {@code /docs/<name>}
 * @param path what all its own addresses begin with
 * @param foreignPaths addresses that a protocol of others prescribes
 * @param address where it answers
 */
record Backend(String name, String path, List<String> foreignPaths, URI address) {

    /** What clients of Feast's feature server ask. */
    private static final List<String> FEAST = List.of(
            "/get-online-features",
            "/write-to-online-store",
            "/push",
            "/materialize",
            "/materialize-incremental",
            "/search",
            "/retrieve-online-documents",
            "/health");

    static List<Backend> all(ServiceAddresses addresses) {
        return List.of(
                new Backend("feature", "/api/v1/features", FEAST, addresses.featureUrl()),
                new Backend("training", "/api/v1/training", List.of(), addresses.trainingUrl()),
                new Backend("registry", "/api/v1/registry", List.of(), addresses.registryUrl()),
                new Backend("serving", "/api/v1/predict", List.of(), addresses.servingUrl()),
                new Backend("monitoring", "/api/v1/monitoring", List.of(), addresses.monitoringUrl()));
    }

    /** Where the gateway shows the service's OpenAPI document. */
    String docs() {
        return "/docs/%s/v3/api-docs".formatted(name);
    }
}
