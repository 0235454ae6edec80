package com.aimatrix.registry.policy;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry/models/{model}/policy")
class PolicyApi {

    private final Policies policies;

    PolicyApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping
    Policy get(@PathVariable String model) {
        return policies.of(model);
    }

    @PutMapping
    Policy set(@PathVariable String model, @RequestBody Policy policy) {
        return policies.set(model, policy);
    }
}
