package com.aimatrix.monitoring.retraining;

import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
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

    private static final int LONGEST_REASON = 1_000;

    private final RetrainingRequests requests;
    private final Clock clock;

    RetrainingApi(RetrainingRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
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
        if (ask.reason() == null
                || ask.reason().isBlank()
                || ask.reason().indexOf('\0') >= 0
                || ask.reason().length() > LONGEST_REASON) {
            throw ApiProblem.badField(
                    "reason", "expected one line of at most %d characters that says why".formatted(LONGEST_REASON));
        }
        Instant latest = clock.instant().plus(Duration.ofDays(1));
        if (ask.cut() != null && (ask.cut().isBefore(Instant.EPOCH) || ask.cut().isAfter(latest))) {
            throw ApiProblem.badField("cut", "expected a time from 1970 to %s, got %s".formatted(latest, ask.cut()));
        }
        return requests.request(model, ask.trigger(), ask.reason(), ask.cut());
    }

    @Operation(summary = "What was asked for and what came of it, the newest first")
    @GetMapping
    List<RetrainingRequest> all(@PathVariable String model) {
        return requests.all(model);
    }
}
