package com.aimatrix.monitoring.retraining;

import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Requests for retraining over HTTP: for CI, a scheduler, or a person. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/retraining-requests")
class RetrainingApi {

    private final RetrainingRequests requests;

    RetrainingApi(RetrainingRequests requests) {
        this.requests = requests;
    }

    /**
     * @param trigger SCHEDULE or MANUAL
     * @param reason one line, for people
     * @param cut event time; null takes the time of the newest outcome
     */
    record Ask(String trigger, String reason, Instant cut) {}

    @Operation(summary = "Asks for the model to be trained anew")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    RetrainingRequest ask(@PathVariable String model, @RequestBody Ask ask) {
        if (!"SCHEDULE".equals(ask.trigger()) && !"MANUAL".equals(ask.trigger())) {
            throw ApiProblem.badField("trigger", "expected SCHEDULE or MANUAL, got " + ask.trigger());
        }
        if (ask.reason() == null || ask.reason().isBlank() || ask.reason().indexOf('\0') >= 0) {
            throw ApiProblem.badField("reason", "expected one line that says why");
        }
        return requests.request(model, ask.trigger(), ask.reason(), ask.cut());
    }

    @Operation(summary = "What was asked for and what came of it, the newest first")
    @GetMapping
    List<RetrainingRequest> all(@PathVariable String model) {
        return requests.all(model);
    }
}
