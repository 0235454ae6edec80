package com.aimatrix.monitoring.window;

import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports over HTTP. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/windows")
class WindowApi {

    private static final int MOST = 1_000;

    private final WindowStore store;

    WindowApi(WindowStore store) {
        this.store = store;
    }

    /** @param version null for all versions; @param limit newest windows, at most 1,000 */
    @Operation(summary = "Reports of judged windows, the newest first")
    @GetMapping
    List<WindowReport> reports(
            @PathVariable String model,
            @RequestParam(required = false) Integer version,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.badField("limit", "expected a number from 1 to %d, got %d".formatted(MOST, limit));
        }
        return store.reports(model, version, limit);
    }
}
