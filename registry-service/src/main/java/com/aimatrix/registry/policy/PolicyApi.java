package com.aimatrix.registry.policy;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/registry")
class PolicyApi {

    private final Policies policies;

    PolicyApi(Policies policies) {
        this.policies = policies;
    }

    @GetMapping("/models/{model}/policy")
    Policy get(@PathVariable String model) {
        return policies.of(model);
    }

    @PutMapping("/models/{model}/policy")
    Policy set(@PathVariable String model, @RequestBody Policy policy) {
        return policies.set(model, policy);
    }

    /** Of models that have none of their own. */
    @GetMapping("/policy")
    Policy getDefault() {
        return policies.byDefault();
    }

    @PutMapping("/policy")
    Policy setDefault(@RequestBody Policy policy) {
        return policies.setDefault(policy);
    }
}
