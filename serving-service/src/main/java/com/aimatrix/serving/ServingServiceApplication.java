package com.aimatrix.serving;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;

/** Starts the serving-service in a process of its own. */
@AimatrixService
public class ServingServiceApplication {

    public static void main(String[] args) {
        Services.prepare(ServingServiceApplication.class, "serving-service").run(args);
    }
}
