package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.Picture.Format;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Comparisons of runs over HTTP, as pictures: the same questions, with {@code .png} or {@code .svg} behind the path. */
@RestController
class ChartApi {

    private final MetricCurves curves;
    private final ParamScatter scatter;
    private final Correlations correlations;
    private final ParallelCoordinates parallel;

    ChartApi(MetricCurves curves, ParamScatter scatter, Correlations correlations, ParallelCoordinates parallel) {
        this.curves = curves;
        this.scatter = scatter;
        this.correlations = correlations;
        this.parallel = parallel;
    }

    @Operation(summary = "A comparison as a picture; takes the fields of the same path without ending")
    @QueryDoc.Runs
    @Parameter(
            name = "metric",
            in = ParameterIn.QUERY,
            description = "For all but correlations",
            schema = @Schema(type = "string"))
    @QueryDoc.Params
    @QueryDoc.Metrics
    @QueryDoc.Method
    @QueryDoc.Points
    @ApiResponse(
            responseCode = "200",
            content = {@Content(mediaType = MediaType.IMAGE_PNG_VALUE), @Content(mediaType = "image/svg+xml")})
    @RequestMapping(
            path = "/api/v1/training/comparisons/{chart}.{format:png|svg}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> picture(
            @Parameter(
                            in = ParameterIn.PATH,
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "curves",
                                                "scatter",
                                                "correlations",
                                                "parallel-coordinates"
                                            }))
                    @PathVariable
                    String chart,
            @PathVariable String format,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestBody(required = false) JsonNode body) {
        Format asked = Format.of(format);
        return ResponseEntity.ok()
                .contentType(asked.mediaType())
                .body(picture(chart, Question.of(query, body)).write(asked));
    }

    private Picture picture(String chart, Question question) {
        return switch (chart) {
            case "curves" -> CurvesChart.of(curves.of(question.read(MetricCurves.Asked::read)));
            case "scatter" -> ScatterChart.of(scatter.of(question.read(MetricByParams::read)));
            case "correlations" -> CorrelationChart.of(correlations.of(question.read(Correlations.Asked::read)));
            case "parallel-coordinates" -> ParallelChart.of(parallel.of(question.read(MetricByParams::read)));
            default ->
                throw ApiProblem.notFound(
                        "chart-not-found",
                        "expected curves, scatter, correlations or parallel-coordinates, got " + chart);
        };
    }
}
