package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelVersion;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
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

    @GetMapping
    List<ModelVersion> all(@PathVariable String model) {
        return versions.all(model);
    }

    @GetMapping("/{version}")
    ModelVersion get(@PathVariable String model, @PathVariable int version) {
        return versions.get(model, version);
    }

    @PatchMapping("/{version}")
    ModelVersion update(@PathVariable String model, @PathVariable int version, @RequestBody VersionUpdate update) {
        versions.update(model, version, update);
        return versions.get(model, version);
    }

    /** @param value null is empty */
    record TagValue(String value) {}

    @PutMapping("/{version}/tags/{key}")
    void setTag(
            @PathVariable String model,
            @PathVariable int version,
            @PathVariable String key,
            @RequestBody TagValue tag) {
        versions.setTag(model, version, key, tag.value() == null ? "" : tag.value());
    }

    @DeleteMapping("/{version}/tags/{key}")
    void deleteTag(@PathVariable String model, @PathVariable int version, @PathVariable String key) {
        versions.deleteTag(model, version, key);
    }
}
