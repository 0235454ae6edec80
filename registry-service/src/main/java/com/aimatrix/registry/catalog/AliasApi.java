package com.aimatrix.registry.catalog;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}/aliases/{alias}")
class AliasApi {

    private final Aliases aliases;

    AliasApi(Aliases aliases) {
        this.aliases = aliases;
    }

    record Target(@NotNull Integer version) {}

    @GetMapping
    Version get(@PathVariable String model, @PathVariable String alias) {
        return aliases.require(model, alias);
    }

    @PutMapping
    Version set(@PathVariable String model, @PathVariable String alias, @Valid @RequestBody Target target) {
        aliases.set(model, alias, target.version());
        return aliases.require(model, alias);
    }

    @DeleteMapping
    void delete(@PathVariable String model, @PathVariable String alias) {
        aliases.delete(model, alias);
    }
}
