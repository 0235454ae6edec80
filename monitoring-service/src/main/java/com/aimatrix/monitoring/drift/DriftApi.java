package com.aimatrix.monitoring.drift;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.settings.ModelSettingsStore;
import com.aimatrix.monitoring.watch.VersionChoice;
import com.aimatrix.monitoring.watch.WatchedVersions;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drift over any span of time, over HTTP. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/drift")
class DriftApi {

    private final Drifts drifts;
    private final WatchedVersions versions;
    private final ModelSettingsStore settings;

    DriftApi(Drifts drifts, WatchedVersions versions, ModelSettingsStore settings) {
        this.drifts = drifts;
        this.versions = versions;
        this.settings = settings;
    }

    /** @param version the version whose predictions were measured against its own reference */
    record DriftOfVersion(int version, Instant from, Instant to, DriftReport drift) {}

    /** @param version a number, or {@code live}: the version that answered most requests in that time */
    @Operation(summary = "How far features and scores moved in a span of time")
    @GetMapping
    DriftOfVersion drift(
            @PathVariable String model,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "live") String version) {
        VersionChoice.checkRange(from, to);
        Integer asked = VersionChoice.of(version).version();
        int measured = asked != null ? asked : versions.mostlyLive(model, from, to);
        var reference = versions.reference(model, measured)
                .orElseThrow(() -> ApiProblem.conflict(
                        "no-reference",
                        "version %d of %s has no reference profile here: was it registered with one?"
                                .formatted(measured, model)));
        return new DriftOfVersion(
                measured,
                from,
                to,
                drifts.measure(new Window(model, measured, from, to), reference, settings.of(model)));
    }
}
