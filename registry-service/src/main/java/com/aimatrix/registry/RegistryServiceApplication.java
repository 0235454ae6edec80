package com.aimatrix.registry;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;
import com.aimatrix.mlflow.MlflowConfiguration;
import org.springframework.context.annotation.Import;

/** Starts the registry-service in a process of its own. */
@AimatrixService
@Import(MlflowConfiguration.class)
public class RegistryServiceApplication {

    public static void main(String[] args) {
        Services.prepare(RegistryServiceApplication.class, "registry-service").run(args);
    }
}
