package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Outcomes over HTTP, for those who have no Kafka at hand. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/outcomes")
class OutcomeApi {

    private static final int MOST_ROWS = 10_000;

    private final Outcomes outcomes;

    OutcomeApi(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** @param rows at most 10,000 */
    record OutcomeRows(List<OutcomesObserved.Row> rows) {}

    /** @param received rows of the request; @param changed subjects whose outcome is new or newer by it */
    record Kept(int received, int changed) {}

    @Operation(summary = "Tells what really happened; answered when it is kept")
    @PostMapping
    Kept observed(@PathVariable String model, @RequestBody OutcomeRows body) {
        var event = new OutcomesObserved(model, body.rows());
        var problems = outcomes.problems(event);
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        if (body.rows().size() > MOST_ROWS) {
            throw ApiProblem.badField(
                    "rows",
                    "expected at most %d, got %d: send several requests"
                            .formatted(MOST_ROWS, body.rows().size()));
        }
        return new Kept(body.rows().size(), outcomes.keep(List.of(event)));
    }
}
