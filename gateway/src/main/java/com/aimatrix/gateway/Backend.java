package com.aimatrix.gateway;

import com.aimatrix.kit.client.ServiceAddresses;
import java.net.URI;
import java.util.List;

/**
 * A service behind the gateway.
 *
 * @param name one word, as in {@code /docs/<name>}
 * @param path what all its own addresses begin with
 * @param foreignPaths addresses that a protocol of others prescribes, or patterns of them
 * @param filePaths patterns of addresses under which files of any size come and go
 * @param address where it answers
 */
record Backend(String name, String path, List<String> foreignPaths, List<String> filePaths, URI address) {

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

    /** What MLflow's clients ask of its tracking server; the registry's part of it is asked before. */
    private static final List<String> MLFLOW_TRACKING = List.of(
            "/api/2.0/mlflow/**",
            "/api/3.0/mlflow/**",
            "/ajax-api/2.0/mlflow/**",
            "/ajax-api/3.0/mlflow/**",
            "/version");

    /** Where MLflow's clients put and get the files of their runs, and where whole runs come and go. */
    private static final List<String> MLFLOW_ARTIFACTS = List.of(
            "/api/2.0/mlflow-artifacts/**",
            "/ajax-api/2.0/mlflow-artifacts/**",
            "/get-artifact",
            "/api/v1/training/runs/import",
            "/api/v1/training/runs/*/export");

    /** What MLflow's clients ask of its model registry. */
    private static final List<String> MLFLOW_REGISTRY = List.of(
            "/api/2.0/mlflow/registered-models/**",
            "/api/2.0/mlflow/model-versions/**",
            "/api/2.0/mlflow/webhooks/**",
            "/ajax-api/2.0/mlflow/registered-models/**",
            "/ajax-api/2.0/mlflow/model-versions/**",
            "/ajax-api/2.0/mlflow/webhooks/**",
            "/api/3.0/mlflow/registered-models/**",
            "/api/3.0/mlflow/model-versions/**",
            "/ajax-api/3.0/mlflow/registered-models/**",
            "/ajax-api/3.0/mlflow/model-versions/**",
            "/model-versions/get-artifact");

    /** In the order in which they are asked: the first that has the path gets the request. */
    static List<Backend> all(ServiceAddresses addresses) {
        return List.of(
                new Backend("feature", "/api/v1/features", FEAST, List.of(), addresses.featureUrl()),
                new Backend("registry", "/api/v1/registry", MLFLOW_REGISTRY, List.of(), addresses.registryUrl()),
                new Backend("training", "/api/v1/training", MLFLOW_TRACKING, MLFLOW_ARTIFACTS, addresses.trainingUrl()),
                new Backend("serving", "/api/v1/predict", List.of(), List.of(), addresses.servingUrl()),
                new Backend("monitoring", "/api/v1/monitoring", List.of(), List.of(), addresses.monitoringUrl()));
    }

    /** Where the gateway shows the service's OpenAPI document. */
    String docs() {
        return "/docs/%s/v3/api-docs".formatted(name);
    }
}
