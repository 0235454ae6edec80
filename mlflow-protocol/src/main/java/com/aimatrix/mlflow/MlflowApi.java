package com.aimatrix.mlflow;

import io.swagger.v3.oas.annotations.Hidden;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.web.bind.annotation.RestController;

/**
 * HTTP as MLflow's clients know it: errors are told in MLflow's shape, and an {@link MlflowRequest} can be a parameter. MLflow
 * describes these paths; the platform's own OpenAPI pages do not.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Hidden
@RestController
public @interface MlflowApi {}
