package com.aimatrix.registry.comparison;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}/comparison")
class ComparisonApi {

    private final Comparisons comparisons;

    ComparisonApi(Comparisons comparisons) {
        this.comparisons = comparisons;
    }

    @GetMapping
    VersionComparison compare(
            @PathVariable String model,
            @RequestParam int candidate,
            @RequestParam int baseline,
            @RequestParam(defaultValue = "false") boolean latency) {
        return comparisons.compare(model, candidate, baseline, latency);
    }
}
