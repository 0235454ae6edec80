package com.aimatrix.registry.lifecycle;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.LockedModel;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.deployment.Deployments;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Renames and deletes, unless something depends on the name or on the version. */
@Component
public class Lifecycle {

    private final Models models;
    private final Versions versions;
    private final Deployments deployments;

    Lifecycle(Models models, Versions versions, Deployments deployments) {
        this.models = models;
        this.versions = versions;
        this.deployments = deployments;
    }

    /**
     * Gives a model another name; versions, aliases, policy and decisions go with it. A model that was ever deployed keeps its name, as
     * whoever serves it, watches it and asks it for predictions knows it by that.
     */
    @Transactional
    public void rename(String model, String name) {
        LockedModel locked = models.lock(model);
        deployments.liveVersion(locked).ifPresent(live -> {
            throw ApiProblem.conflict(
                    "model-is-deployed",
                    "Registered Model with name=%s cannot be renamed: version %d is deployed, and callers, predictions and monitoring know it by this name. Copy the version to a model of the other name instead."
                            .formatted(model, live));
        });
        models.rename(locked, name);
    }

    /** Deletes a version; 409 that names what depends on it. */
    @Transactional
    public void deleteVersion(String model, int number) {
        LockedModel locked = models.lock(model);
        Version version = versions.require(model, number);
        requireFree("Model Version (name=%s, version=%d)".formatted(model, number), uses(locked, version));
        versions.delete(locked, number);
    }

    /** Deletes a model with its versions; 409 that names what depends on them. */
    @Transactional
    public void deleteModel(String model) {
        LockedModel locked = models.lock(model);
        var uses = new ArrayList<String>();
        deployments.liveVersion(locked).ifPresent(live -> uses.addAll(uses(locked, versions.require(model, live))));
        versions.othersIn(
                        locked,
                        Stage.PRODUCTION,
                        deployments.liveVersion(locked).orElse(0))
                .forEach(each -> uses.add("version %d is in Production".formatted(each)));
        requireFree("Registered Model with name=%s".formatted(model), uses);
        models.delete(locked);
    }

    private List<String> uses(LockedModel model, Version version) {
        var uses = new ArrayList<String>();
        if (deployments
                .liveVersion(model)
                .filter(live -> live == version.version())
                .isPresent()) {
            uses.add("version %d is live".formatted(version.version()));
        } else if (Stage.PRODUCTION.label().equals(version.stage())) {
            uses.add("version %d is in Production".formatted(version.version()));
        }
        if (deployments.shadows(model).contains(version.version())) {
            uses.add("version %d predicts beside the live version".formatted(version.version()));
        }
        return uses;
    }

    private static void requireFree(String what, List<String> uses) {
        if (!uses.isEmpty()) {
            throw ApiProblem.conflict("in-use", "%s cannot be deleted: %s.".formatted(what, String.join("; ", uses)));
        }
    }
}
