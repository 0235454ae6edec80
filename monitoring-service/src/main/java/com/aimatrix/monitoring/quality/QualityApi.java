package com.aimatrix.monitoring.quality;

import com.aimatrix.monitoring.watch.VersionChoice;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quality over any span of time, over HTTP. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/quality")
class QualityApi {

    private final QualityQuery query;

    QualityApi(QualityQuery query) {
        this.query = query;
    }

    /** @param version a number, shadow predictions included, or {@code live}: what callers saw, whichever answered */
    @Operation(summary = "How well predictions of a span of time turned out")
    @GetMapping
    Quality quality(
            @PathVariable String model,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "live") String version) {
        VersionChoice.checkRange(from, to);
        return query.run(model, VersionChoice.of(version), from, to);
    }
}
