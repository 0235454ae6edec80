package com.aimatrix.feature;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;

/** Starts the feature-service. */
@AimatrixService
public class FeatureServiceApplication {

    public static void main(String[] args) {
        Services.prepare(FeatureServiceApplication.class, "feature-service").run(args);
    }
}
