package com.aimatrix.registry.catalog;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models")
class ModelApi {

    private final Models models;

    ModelApi(Models models) {
        this.models = models;
    }

    @GetMapping
    List<Model> all() {
        return models.all();
    }

    @GetMapping("/{model}")
    Model get(@PathVariable String model) {
        return models.get(model);
    }

    @PutMapping("/{model}")
    Model describe(@PathVariable String model, @Valid @RequestBody ModelDescription text) {
        return models.describe(model, text);
    }
}
