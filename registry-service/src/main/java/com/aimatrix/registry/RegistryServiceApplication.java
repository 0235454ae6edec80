package com.aimatrix.registry;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;

/** Starts the registry-service in a process of its own. */
@AimatrixService
public class RegistryServiceApplication {

    public static void main(String[] args) {
        Services.prepare(RegistryServiceApplication.class, "registry-service").run(args);
    }
}
