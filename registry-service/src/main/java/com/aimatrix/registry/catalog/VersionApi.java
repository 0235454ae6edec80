package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}/versions")
class VersionApi {

    private final Versions versions;

    VersionApi(Versions versions) {
        this.versions = versions;
    }

    @PostMapping
    ModelVersion register(@PathVariable String model, @RequestBody RegisterVersion request) {
        return versions.register(model, request);
    }

    @GetMapping
    List<ModelVersion> all(@PathVariable String model) {
        return versions.all(model);
    }

    @GetMapping("/{version}")
    ModelVersion get(@PathVariable String model, @PathVariable int version) {
        return versions.get(model, version);
    }
}
