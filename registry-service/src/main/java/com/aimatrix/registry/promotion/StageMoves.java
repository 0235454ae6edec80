package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.deployment.Deployments;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a change of stage does. A version that the platform can serve is live while it is in Production; for any other a stage is no more
 * than a word, and several may be in Production.
 */
@Component
public class StageMoves {

    private final Models models;
    private final Versions versions;
    private final Deployments deployments;

    StageMoves(Models models, Versions versions, Deployments deployments) {
        this.models = models;
        this.versions = versions;
        this.deployments = deployments;
    }

    /** Moves a version to None or Archived, which nothing guards; 409 when it is live. */
    @Transactional
    public void withdraw(String model, int number, Stage stage) {
        LockedModel locked = models.lock(model);
        ModelVersion version = versions.get(model, number);
        requirePossible(locked, version, stage, false);
        versions.changeStage(locked, number, stage);
    }

    /** 409 when the live version would lose its stage to nothing that can take its place. */
    void requirePossible(LockedModel model, ModelVersion version, Stage stage, boolean archiveOthers) {
        deployments.liveVersion(model).ifPresent(live -> {
            if (live == version.version() && stage != Stage.PRODUCTION) {
                throw ApiProblem.conflict(
                        "version-is-live",
                        "Version %d of '%s' is live; promote another to Production before it goes to %s."
                                .formatted(live, model.name(), stage.label()));
            }
            if (stage == Stage.PRODUCTION && archiveOthers && !version.servable()) {
                throw ApiProblem.conflict(
                        "version-is-live",
                        "Version %d of '%s' is live, and version %d cannot take its place, as the platform cannot serve it."
                                .formatted(live, model.name(), version.version()));
            }
        });
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void move(LockedModel model, ModelVersion version, Stage stage, boolean archiveOthers) {
        if (stage == Stage.PRODUCTION && version.servable()) {
            deployments.goLive(model, version.version(), "promotion");
        } else {
            versions.changeStage(model, version.version(), stage);
        }
        if (archiveOthers) {
            archiveOthers(model, version.version(), stage);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void archiveOthers(LockedModel model, int version, Stage stage) {
        versions.othersIn(model, stage, version).forEach(other -> versions.changeStage(model, other, Stage.ARCHIVED));
    }
}
