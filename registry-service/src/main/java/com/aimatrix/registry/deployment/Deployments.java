package com.aimatrix.registry.deployment;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Versions;
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
        models.require(model);
        return contract(require(model));
    }

    /** The version that is live, if any. */
    @Transactional(readOnly = true)
    public Optional<Integer> liveVersion(String model) {
        return store.findFirstByModelOrderByRevisionDesc(model).map(DeploymentRevision::liveVersion);
    }

    /** Makes a version live in place of another, with its stage; call with the model locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Deployment goLive(String model, int version, String cause) {
        Optional<DeploymentRevision> current = store.findFirstByModelOrderByRevisionDesc(model);
        current.ifPresent(before -> versions.changeStage(model, before.liveVersion(), Stage.ARCHIVED));
        versions.changeStage(model, version, Stage.PRODUCTION);
        List<Integer> shadows = current.map(DeploymentRevision::shadows).orElse(List.of()).stream()
                .filter(shadow -> shadow != version)
                .toList();
        return change(model, current.map(DeploymentRevision::revision).orElse(0L), version, shadows, cause);
    }

    @Transactional
    Deployment setShadows(String model, ShadowVersions wanted) {
        models.lock(model);
        DeploymentRevision current = require(model);
        List<Integer> shadows = wanted.versions().stream().distinct().sorted().toList();
        if (shadows.contains(current.liveVersion())) {
            throw ApiProblem.badField(
                    "versions", "version %d is live and cannot be its own shadow".formatted(current.liveVersion()));
        }
        if (shadows.equals(current.shadows())) {
            return contract(current);
        }
        return change(model, current.revision(), current.liveVersion(), shadows, "shadows");
    }

    /** The version live before the present one becomes live again; twice in a row is back where it was. */
    @Transactional
    Deployment rollback(String model) {
        models.lock(model);
        int live = require(model).liveVersion();
        int before = store.findFirstByModelAndLiveVersionNotOrderByRevisionDesc(model, live)
                .orElseThrow(() -> ApiProblem.conflict(
                        "nothing-before",
                        "Version %d of '%s' is the only one that was ever live: there is nothing to go back to."
                                .formatted(live, model)))
                .liveVersion();
        return goLive(model, before, "rollback");
    }

    private Deployment change(String model, long revision, int live, List<Integer> shadows, String cause) {
        DeploymentRevision next =
                store.saveAndFlush(new DeploymentRevision(model, revision + 1, live, shadows, cause, models.now()));
        Deployment deployment = contract(next);
        outbox.publish(new DeploymentChanged(deployment, next.changedAt()));
        return deployment;
    }

    private DeploymentRevision require(String model) {
        return store.findFirstByModelOrderByRevisionDesc(model)
                .orElseThrow(() -> ApiProblem.notFound(
                        "not-deployed",
                        "No version of '%s' was ever live; promote one to Production first.".formatted(model)));
    }

    private Deployment contract(DeploymentRevision state) {
        return new Deployment(
                state.model(),
                state.revision(),
                target(state.model(), state.liveVersion()),
                state.shadows().stream()
                        .map(version -> target(state.model(), version))
                        .toList());
    }

    private Deployment.Target target(String model, int version) {
        ModelVersion found = versions.get(model, version);
        return new Deployment.Target(version, found.artifactUri(), found.features());
    }
}
