package com.aimatrix.monitoring.settings;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings of a model over HTTP. */
@RestController
@RequestMapping("/api/v1/monitoring/models/{model}/settings")
class SettingsApi {

    private final SettingsOfModels settings;

    SettingsApi(SettingsOfModels settings) {
        this.settings = settings;
    }

    @Operation(summary = "How a model is judged")
    @GetMapping
    ModelSettings get(@PathVariable String model) {
        return settings.of(model);
    }

    /** Fields that are absent take the default. */
    @Operation(summary = "Changes how a model is judged from its next window on")
    @PutMapping
    ModelSettings put(@PathVariable String model, @RequestBody ModelSettingsChange change) {
        return settings.change(model, change);
    }
}
