package com.aimatrix.registry.policy;

import com.aimatrix.registry.catalog.Changes;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which policy each model has: its own, else the one that was set for all, else one that is built in. */
@Component
public class Policies {

    private final Models models;
    private final PolicyStore store;
    private final DefaultPolicyStore defaults;
    private final Changes changes;

    Policies(Models models, PolicyStore store, DefaultPolicyStore defaults, Changes changes) {
        this.models = models;
        this.store = store;
        this.defaults = defaults;
        this.changes = changes;
    }

    /** The policy for versions of a model that the platform can serve; 404 when there is no such model. */
    @Transactional(readOnly = true)
    public Policy of(String model) {
        return of(models.require(model), true);
    }

    /** The policy that decides on versions of a model, those that the platform can serve or the others. */
    @Transactional(readOnly = true)
    public Policy of(long modelId, boolean servable) {
        return store.findById(modelId)
                .map(ModelPolicy::document)
                .or(this::setForAll)
                .orElseGet(servable ? Policy::byDefault : Policy::ofForeignVersions);
    }

    /** For the versions that the platform can serve of models that have no policy of their own. */
    @Transactional(readOnly = true)
    Policy byDefault() {
        return setForAll().orElseGet(Policy::byDefault);
    }

    private Optional<Policy> setForAll() {
        return defaults.findById(true).map(DefaultPolicy::document);
    }

    @Transactional
    Policy set(String model, Policy policy) {
        policy.requireSound();
        LockedModel locked = models.lock(model);
        changes.policySet(model, models.now());
        return store.save(new ModelPolicy(locked.id(), policy, models.now())).document();
    }

    @Transactional
    Policy setDefault(Policy policy) {
        policy.requireSound();
        return defaults.save(new DefaultPolicy(policy, models.now())).document();
    }
}
