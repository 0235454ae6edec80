package com.aimatrix.monitoring.status;

import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Status over HTTP. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/status")
class StatusApi {

    private final StatusQuery query;

    StatusApi(StatusQuery query) {
        this.query = query;
    }

    @Operation(summary = "What came in and whether it is judged")
    @GetMapping
    ModelStatus status(@PathVariable String model) {
        return query.of(model)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-model",
                        "nothing was heard of a model %s yet: no deployment, prediction or outcome".formatted(model)));
    }
}
