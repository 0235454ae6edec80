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
    private final SeedStatistics statistics;
    private final Recommendations recommendations;

    ComparisonApi(
            MetricCurves curves,
            ParamScatter scatter,
            Correlations correlations,
            ParallelCoordinates parallel,
            SeedStatistics statistics,
            Recommendations recommendations) {
        this.curves = curves;
        this.scatter = scatter;
        this.correlations = correlations;
        this.parallel = parallel;
        this.statistics = statistics;
        this.recommendations = recommendations;
    }

    @Operation(summary = "One metric of several runs over their steps, thinned to the same steps")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @QueryDoc.Points
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
        return scatter.of(Question.of(query, body).read(MetricByParams::read));
    }

    @Operation(summary = "How numeric parameters and metrics go together, each with each")
    @QueryDoc.Runs
    @QueryDoc.Params
    @QueryDoc.Metrics
    @QueryDoc.Method
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
        return parallel.of(Question.of(query, body).read(MetricByParams::read));
    }

    @Operation(summary = "What repeated runs say of a metric, and whether groups of them differ")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @QueryDoc.Seed
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            description = "Parameters to group by instead",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "confidence",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "number", defaultValue = "0.95", minimum = "0.5"))
    @RequestMapping("/statistics")
    SeedStatistics.Answer statistics(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return statistics.of(Question.of(query, body).read(SeedStatistics.Asked::read));
    }

    @Operation(summary = "The best run, what separates it from the others, and what to try next")
    @QueryDoc.Runs
    @QueryDoc.Metric
    @QueryDoc.Seed
    @Parameter(
            name = "direction",
            in = ParameterIn.QUERY,
            required = true,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"maximize", "minimize"}))
    @RequestMapping("/recommendations")
    Recommendations.Answer recommendations(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        return recommendations.of(Question.of(query, body).read(Recommendations.Asked::read));
    }
}
