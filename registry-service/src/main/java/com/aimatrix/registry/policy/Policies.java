package com.aimatrix.registry.policy;

import com.aimatrix.registry.catalog.Models;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which policy each model has. */
@Component
public class Policies {

    private final Models models;
    private final PolicyStore store;

    Policies(Models models, PolicyStore store) {
        this.models = models;
        this.store = store;
    }

    /** The policy of a model, or the default; 404 when there is no such model. */
    @Transactional(readOnly = true)
    public Policy of(String model) {
        models.require(model);
        return store.findById(model).map(ModelPolicy::document).orElseGet(Policy::byDefault);
    }

    @Transactional
    Policy set(String model, Policy policy) {
        policy.requireSound();
        models.lock(model);
        return store.save(new ModelPolicy(model, policy, models.now())).document();
    }
}
