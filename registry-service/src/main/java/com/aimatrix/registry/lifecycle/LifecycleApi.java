package com.aimatrix.registry.lifecycle;

import com.aimatrix.registry.catalog.ModelName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}")
class LifecycleApi {

    private final Lifecycle lifecycle;

    LifecycleApi(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    record NewName(@NotNull String name) {}

    @PostMapping("/rename")
    void rename(@PathVariable String model, @Valid @RequestBody NewName name) {
        lifecycle.rename(model, ModelName.checked(name.name()));
    }

    @DeleteMapping
    void deleteModel(@PathVariable String model) {
        lifecycle.deleteModel(model);
    }

    @DeleteMapping("/versions/{version}")
    void deleteVersion(@PathVariable String model, @PathVariable int version) {
        lifecycle.deleteVersion(model, version);
    }
}
