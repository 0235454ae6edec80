package com.aimatrix.registry.deployment;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The desired state of each model's deployment. */
@Component
public class Deployments {

    private final Models models;
    private final Versions versions;
    private final DeploymentStore store;
    private final Outbox outbox;

    Deployments(Models models, Versions versions, DeploymentStore store, Outbox outbox) {
        this.models = models;
        this.versions = versions;
        this.store = store;
        this.outbox = outbox;
    }

    @Transactional(readOnly = true)
    Deployment get(String model) {
        return contract(model, require(models.require(model), model));
    }

    /** The version that is live, if any. */
    @Transactional(readOnly = true)
    public Optional<Integer> liveVersion(LockedModel model) {
        return liveVersion(model.id());
    }

    /** The version that is live, if any. */
    @Transactional(readOnly = true)
    public Optional<Integer> liveVersion(long modelId) {
        return store.findFirstByModelIdOrderByRevisionDesc(modelId).map(DeploymentRevision::liveVersion);
    }

    /** Since when a version predicts beside the live one, whichever that was; empty when it does not. */
    @Transactional(readOnly = true)
    public Optional<Instant> shadowSince(long modelId, int version) {
        return store.shadowSince(modelId, version);
    }

    /** The versions that predict beside the live one. */
    @Transactional(readOnly = true)
    public List<Integer> shadows(LockedModel model) {
        return store.findFirstByModelIdOrderByRevisionDesc(model.id())
                .map(DeploymentRevision::shadows)
                .orElse(List.of());
    }

    /** Makes a version live in place of another, with its stage. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Deployment goLive(LockedModel model, int version, String cause) {
        Optional<DeploymentRevision> current = store.findFirstByModelIdOrderByRevisionDesc(model.id());
        current.ifPresent(before -> versions.changeStage(model, before.liveVersion(), Stage.ARCHIVED));
        versions.changeStage(model, version, Stage.PRODUCTION);
        List<Integer> shadows = current.map(DeploymentRevision::shadows).orElse(List.of()).stream()
                .filter(shadow -> shadow != version)
                .toList();
        return change(model, current.map(DeploymentRevision::revision).orElse(0L), version, shadows, cause);
    }

    @Transactional
    Deployment setShadows(String model, ShadowVersions wanted) {
        LockedModel locked = models.lock(model);
        DeploymentRevision current = require(locked.id(), model);
        List<Integer> shadows = wanted.versions().stream().distinct().sorted().toList();
        if (shadows.contains(current.liveVersion())) {
            throw ApiProblem.badField(
                    "versions", "version %d is live and cannot be its own shadow".formatted(current.liveVersion()));
        }
        shadows.stream()
                .filter(each -> !versions.require(model, each).servable())
                .findFirst()
                .ifPresent(each -> {
                    throw ApiProblem.badField(
                            "versions", "version %d cannot be served by the platform".formatted(each));
                });
        if (shadows.equals(current.shadows())) {
            return contract(model, current);
        }
        return change(locked, current.revision(), current.liveVersion(), shadows, "shadows");
    }

    /** The version live before the present one becomes live again; twice in a row is back where it was. */
    @Transactional
    Deployment rollback(String model) {
        LockedModel locked = models.lock(model);
        int live = require(locked.id(), model).liveVersion();
        int before = store.before(locked.id(), live)
                .orElseThrow(() -> ApiProblem.conflict(
                        "nothing-before",
                        "Version %d of '%s' is the only one that was ever live: there is nothing to go back to."
                                .formatted(live, model)))
                .liveVersion();
        return goLive(locked, before, "rollback");
    }

    private Deployment change(LockedModel model, long revision, int live, List<Integer> shadows, String cause) {
        DeploymentRevision next = store.saveAndFlush(
                new DeploymentRevision(model.id(), revision + 1, live, shadows, cause, models.now()));
        Deployment deployment = contract(model.name(), next);
        outbox.publish(new DeploymentChanged(deployment, next.changedAt()));
        return deployment;
    }

    private DeploymentRevision require(long modelId, String model) {
        return store.findFirstByModelIdOrderByRevisionDesc(modelId)
                .orElseThrow(() -> ApiProblem.notFound(
                        "not-deployed",
                        "No version of '%s' was ever live; promote one to Production first.".formatted(model)));
    }

    private Deployment contract(String model, DeploymentRevision state) {
        return new Deployment(
                model,
                state.revision(),
                target(model, state.liveVersion()),
                state.shadows().stream().map(version -> target(model, version)).toList());
    }

    private Deployment.Target target(String model, int version) {
        ModelVersion found = versions.get(model, version);
        return new Deployment.Target(version, found.artifactUri(), found.features());
    }
}
