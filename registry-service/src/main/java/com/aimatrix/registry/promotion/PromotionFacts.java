package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.deployment.Deployments;
import com.aimatrix.registry.policy.Policies;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what a decision depends on. */
@Component
class PromotionFacts {

    private final Models models;
    private final Versions versions;
    private final Policies policies;
    private final Deployments deployments;
    private final PromotionStore store;

    PromotionFacts(Models models, Versions versions, Policies policies, Deployments deployments, PromotionStore store) {
        this.models = models;
        this.versions = versions;
        this.policies = policies;
        this.deployments = deployments;
        this.store = store;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Asked read(String model, int number) {
        long modelId = models.require(model);
        ModelVersion version = versions.get(model, number);
        return new Asked(
                version,
                deployments
                        .liveVersion(modelId)
                        .map(live -> versions.get(model, live))
                        .orElse(null),
                policies.of(modelId, version.servable()),
                intoStage(modelId, version).map(PromotionDecision::decidedAt).orElse(null),
                deployments.shadowSince(modelId, number).orElse(null));
    }

    /** The decision that gave a version the stage that it has. */
    Optional<PromotionDecision> intoStage(long modelId, ModelVersion version) {
        return store.findFirstByModelIdAndVersionAndToStageAndDecisionNotOrderByIdDesc(
                modelId, version.version(), version.stage(), Promotion.REFUSED);
    }
}
