package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.deployment.Deployments;
import com.aimatrix.registry.policy.Candidate;
import com.aimatrix.registry.policy.Policies;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves versions between stages, when the policy lets them. */
@Component
class Promotions {

    private final Models models;
    private final Versions versions;
    private final Policies policies;
    private final Deployments deployments;
    private final ArtifactFiles artifacts;
    private final PromotionStore store;

    Promotions(
            Models models,
            Versions versions,
            Policies policies,
            Deployments deployments,
            ArtifactFiles artifacts,
            PromotionStore store) {
        this.models = models;
        this.versions = versions;
        this.policies = policies;
        this.deployments = deployments;
        this.artifacts = artifacts;
        this.store = store;
    }

    /** Decides, remembers the decision, and does what it says; asked again for a stage that it has, it answers as then. */
    @Transactional
    Promotion promote(String model, int number, PromotionRequest request) {
        Stage stage = Stage.promotable(request.stage());
        if (request.requestedBy() == null || request.requestedBy().isBlank()) {
            throw ApiProblem.badField("requestedBy", "expected who asks, for the history");
        }
        models.lock(model);
        ModelVersion version = versions.get(model, number);
        Optional<Integer> live = deployments.liveVersion(model);
        if (stage == Stage.STAGING && live.filter(each -> each == number).isPresent()) {
            throw ApiProblem.conflict(
                    "version-is-live",
                    "Version %d of '%s' is live; promote another to Production before it goes to Staging."
                            .formatted(number, model));
        }
        if (version.stage().equals(stage.label())) {
            return before(version).answer();
        }
        var checks = policies.of(model).evaluate(new Candidate(version, live.orElse(null), artifacts));
        var decision = store.saveAndFlush(new PromotionDecision(version, request, checks, models.now()));
        if (decision.promoted()) {
            apply(model, number, stage);
        }
        return decision.answer();
    }

    private void apply(String model, int number, Stage stage) {
        if (stage == Stage.PRODUCTION) {
            deployments.goLive(model, number, "promotion");
        } else {
            versions.changeStage(model, number, stage);
        }
    }

    private PromotionDecision before(ModelVersion version) {
        return store.findFirstByModelAndVersionAndToStageAndDecisionOrderByIdDesc(
                        version.model(), version.version(), version.stage(), "PROMOTED")
                .orElseThrow(() -> new IllegalStateException("a stage without the decision that gave it"));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<Promotion> history(String model, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw ApiProblem.badField("limit", "expected 1 to 1000, got " + limit);
        }
        models.require(model);
        return store.findByModelOrderByIdDesc(model, Limit.of(limit)).stream()
                .map(PromotionDecision::answer)
                .toList();
    }
}
