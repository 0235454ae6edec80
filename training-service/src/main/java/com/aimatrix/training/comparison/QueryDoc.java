package com.aimatrix.training.comparison;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the API's description names the fields of questions, which come as a query or as one JSON object. */
final class QueryDoc {

    private QueryDoc() {}

    /** Fields of every question. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "run_ids",
            in = ParameterIn.QUERY,
            description = "The runs, at most 500; or name an experiment",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "experiment",
            in = ParameterIn.QUERY,
            description = "The name of the experiment whose runs are compared",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "filter",
            in = ParameterIn.QUERY,
            description = "Which of the experiment's runs, in MLflow's search language",
            schema = @Schema(type = "string"))
    @interface Runs {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(name = "metric", in = ParameterIn.QUERY, required = true, schema = @Schema(type = "string"))
    @interface Metric {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "params",
            in = ParameterIn.QUERY,
            description = "Parameters; all that vary when not given",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @interface Params {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "seed",
            in = ParameterIn.QUERY,
            description =
                    "The parameter that repeats differ in; when not given seed, training.seed, random_seed or random_state",
            schema = @Schema(type = "string"))
    @interface Seed {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "metrics",
            in = ParameterIn.QUERY,
            description = "Metrics; all that vary when not given",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @interface Metrics {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "method",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "spearman",
                            allowableValues = {"pearson", "spearman"}))
    @interface Method {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Parameter(
            name = "points",
            in = ParameterIn.QUERY,
            description = "Steps to show, about",
            schema = @Schema(type = "integer", defaultValue = "320", minimum = "2", maximum = "2500"))
    @interface Points {}
}
