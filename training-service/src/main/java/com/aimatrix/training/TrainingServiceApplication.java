package com.aimatrix.training;

import com.aimatrix.kit.boot.AimatrixService;
import com.aimatrix.kit.boot.Services;
import com.aimatrix.mlflow.MlflowConfiguration;
import org.springframework.context.annotation.Import;

/** The training-service in a process of its own. */
@AimatrixService
@Import(MlflowConfiguration.class)
public class TrainingServiceApplication {

    public static void main(String[] args) {
        Services.prepare(TrainingServiceApplication.class, "training-service").run(args);
    }
}
