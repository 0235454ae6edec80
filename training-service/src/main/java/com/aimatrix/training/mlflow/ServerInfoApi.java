package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;

/** What clients ask before anything else. */
@MlflowApi
class ServerInfoApi {

    /** The release of MLflow whose protocol is spoken. */
    private static final String PROTOCOL = "3.11.1";

    @GetMapping(path = "/version", produces = MediaType.TEXT_PLAIN_VALUE)
    String version() {
        return PROTOCOL;
    }

    @GetMapping({MlflowPaths.API_3 + "server-info", MlflowPaths.AJAX_3 + "server-info"})
    Map<String, Object> info() {
        return Map.of("store_type", "SqlStore", "workspaces_enabled", false);
    }
}
