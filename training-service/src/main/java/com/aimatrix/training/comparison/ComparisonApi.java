package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Correlations.Matrix;
import com.aimatrix.training.comparison.MetricCurves.Curves;
import com.aimatrix.training.comparison.ParallelCoordinates.Parallel;
import com.aimatrix.training.comparison.ParamScatter.Scatter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Comparisons of runs over HTTP, as data. The question comes as a query, or as one JSON object where it is a long one. */
@RestController
@RequestMapping(
        path = "/api/v1/training/comparisons",
        method = {RequestMethod.GET, RequestMethod.POST})
class ComparisonApi {

    private final MetricCurves curves;
    private final ParamScatter scatter;
    private final Correlations correlations;
    private final ParallelCoordinates parallel;

    ComparisonApi(MetricCurves curves, ParamScatter scatter, Correlations correlations, ParallelCoordinates parallel) {
        this.curves = curves;
        this.scatter = scatter;
        this.correlations = correlations;
        this.parallel = parallel;
    }

    @Operation(summary = "One metric of several runs over their steps, thinned to the same steps")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @Parameter(
            name = "points",
            in = ParameterIn.QUERY,
            description = "Steps to show, about",
            schema = @Schema(type = "integer", defaultValue = "320", minimum = "2", maximum = "2500"))
    @RequestMapping("/curves")
    Curves curves(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return curves.of(Question.of(query, body).read(MetricCurves.Asked::read));
    }

    @Operation(summary = "Parameters against a metric")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @QueryDoc.Params
    @RequestMapping("/scatter")
    Scatter scatter(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return scatter.of(Question.of(query, body).read(ParamScatter.Asked::read));
    }

    @Operation(summary = "How numeric parameters and metrics go together, each with each")
    @QueryDoc.Runs
    @QueryDoc.Params
    @Parameter(
            name = "metrics",
            in = ParameterIn.QUERY,
            description = "Metrics; all that vary when not given",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "method",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "spearman",
                            allowableValues = {"pearson", "spearman"}))
    @RequestMapping("/correlations")
    Matrix correlations(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return correlations.of(Question.of(query, body).read(Correlations.Asked::read));
    }

    @Operation(summary = "Each run as a line over its parameters and a metric")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @QueryDoc.Params
    @RequestMapping("/parallel-coordinates")
    Parallel parallel(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return parallel.of(Question.of(query, body).read(ParallelCoordinates.Asked::read));
    }
}
