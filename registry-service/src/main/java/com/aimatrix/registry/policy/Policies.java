package com.aimatrix.registry.policy;

import com.aimatrix.registry.catalog.Changes;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which policy each model has. */
@Component
public class Policies {

    private final Models models;
    private final PolicyStore store;
    private final Changes changes;

    Policies(Models models, PolicyStore store, Changes changes) {
        this.models = models;
        this.store = store;
        this.changes = changes;
    }

    /** The policy of a model, or the default; 404 when there is no such model. */
    @Transactional(readOnly = true)
    public Policy of(String model) {
        return of(models.require(model));
    }

    @Transactional(readOnly = true)
    public Policy of(LockedModel model) {
        return of(model.id());
    }

    private Policy of(long modelId) {
        return store.findById(modelId).map(ModelPolicy::document).orElseGet(Policy::byDefault);
    }

    @Transactional
    Policy set(String model, Policy policy) {
        policy.requireSound();
        long id = models.lock(model).id();
        changes.policySet(model, models.now());
        return store.save(new ModelPolicy(id, policy, models.now())).document();
    }
}
