package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.catalog.Changes;
import com.aimatrix.registry.catalog.LockedModel;
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

/** Moves versions into the stages that the policy guards. */
@Component
public class Promotions {

    private final Models models;
    private final Versions versions;
    private final Policies policies;
    private final Deployments deployments;
    private final StageMoves moves;
    private final ArtifactFiles artifacts;
    private final PromotionStore store;
    private final Changes changes;

    Promotions(
            Models models,
            Versions versions,
            Policies policies,
            Deployments deployments,
            StageMoves moves,
            ArtifactFiles artifacts,
            PromotionStore store,
            Changes changes) {
        this.models = models;
        this.versions = versions;
        this.policies = policies;
        this.deployments = deployments;
        this.moves = moves;
        this.artifacts = artifacts;
        this.store = store;
        this.changes = changes;
    }

    /**
     * Decides, remembers the decision, and does what it says; asked again for a stage that it has, it answers as then. One version is
     * in Production after it.
     */
    @Transactional
    public Promotion promote(String model, int number, PromotionRequest request) {
        return promote(model, number, request, Stage.promotable(request.stage()) == Stage.PRODUCTION);
    }

    /** @param archiveOthers whether the versions that were in the stage are archived; the live one always gives way to another */
    @Transactional
    public Promotion promote(String model, int number, PromotionRequest request, boolean archiveOthers) {
        Stage stage = Stage.promotable(request.stage());
        if (request.requestedBy() == null || request.requestedBy().isBlank()) {
            throw ApiProblem.badField("requestedBy", "expected who asks, for the history");
        }
        LockedModel locked = models.lock(model);
        ModelVersion version = versions.get(model, number);
        Optional<Integer> live = deployments.liveVersion(locked);
        moves.requirePossible(locked, version, stage, archiveOthers);
        if (version.stage().equals(stage.label())) {
            if (archiveOthers) {
                moves.archiveOthers(locked, number, stage);
            }
            return before(locked, version).answer(model);
        }
        var checks = policies.of(locked).evaluate(new Candidate(version, live.orElse(null), artifacts));
        var decision = store.saveAndFlush(new PromotionDecision(locked.id(), version, request, checks, models.now()));
        if (decision.promoted()) {
            moves.move(locked, version, stage, archiveOthers);
        }
        Promotion answer = decision.answer(model);
        changes.promotionDecided(answer);
        return answer;
    }

    private PromotionDecision before(LockedModel model, ModelVersion version) {
        return store.findFirstByModelIdAndVersionAndToStageAndDecisionOrderByIdDesc(
                        model.id(), version.version(), version.stage(), "PROMOTED")
                .orElseThrow(() -> new IllegalStateException("a stage without the decision that gave it"));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<Promotion> history(String model, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw ApiProblem.badField("limit", "expected 1 to 1000, got " + limit);
        }
        return store.findByModelIdOrderByIdDesc(models.require(model), Limit.of(limit)).stream()
                .map(decision -> decision.answer(model))
                .toList();
    }
}
