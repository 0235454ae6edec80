package com.aimatrix.training;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;

/** The training-service in a process of its own. */
@AimatrixService
public class TrainingServiceApplication {

    public static void main(String[] args) {
        Services.prepare(TrainingServiceApplication.class, "training-service").run(args);
    }
}
