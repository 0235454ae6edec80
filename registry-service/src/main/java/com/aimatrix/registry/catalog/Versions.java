package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The versions of models. */
@Component
public class Versions {

    private final Models models;
    private final VersionStore store;
    private final SemverLabels labels;
    private final Changes changes;

    Versions(Models models, VersionStore store, SemverLabels labels, Changes changes) {
        this.models = models;
        this.store = store;
        this.labels = labels;
        this.changes = changes;
    }

    /** Keeps a version under the next number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Version insert(LockedModel model, NewVersion version) {
        Instant now = models.now();
        String label = labels.labelOf(model, version.facts()).toString();
        Version made = version.numbered(model.name(), models.nextVersion(model), label, now);
        store.insert(model.id(), made, version, now);
        changes.versionCreated(made, now);
        return made;
    }

    /** The version that a run of the platform's own trainer made. */
    public Optional<ModelVersion> ofRun(String model, String runId) {
        return store.ofRun(model, runId);
    }

    /** 404 when there is no such version. */
    public ModelVersion get(String model, int version) {
        return store.findFull(model, version).orElseThrow(() -> unknown(model, version));
    }

    /** Without what is large; 404 when there is no such version. */
    public Version require(String model, int version) {
        return find(model, version).orElseThrow(() -> unknown(model, version));
    }

    public Optional<Version> find(String model, int version) {
        return store.find(model, version);
    }

    /** Newest first. */
    List<ModelVersion> all(String model) {
        return store.all(models.require(model));
    }

    @Transactional
    public Version setDescription(String model, int version, String description) {
        return update(model, version, VersionUpdate.description(description));
    }

    /** Changes what is given; what is null stays. */
    @Transactional
    public Version update(String model, int version, VersionUpdate update) {
        update.requireSound();
        LockedModel locked = models.lock(model);
        if (require(model, version).servable() && update.changesFacts()) {
            throw ApiProblem.conflict(
                    "facts-are-fixed",
                    "Version %d of '%s' was registered with its metrics, data hash and signature; they cannot be changed."
                            .formatted(version, model));
        }
        if (update.semver() != null) {
            labels.requireFree(locked, Semver.of(update.semver()), version);
        }
        store.update(locked.id(), version, update, models.now());
        Version changed = require(model, version);
        changes.versionDescribed(changed, models.now());
        return changed;
    }

    @Transactional
    public void setTag(String model, int version, String key, String value) {
        Texts.requireTag(key, value, "value");
        if (!store.setTag(model, version, key, value)) {
            throw unknown(model, version);
        }
        changes.versionTagSet(require(model, version), key, value, models.now());
    }

    /** Does nothing where there is no such tag. */
    @Transactional
    public void deleteTag(String model, int version, String key) {
        if (!store.deleteTag(model, version, key)) {
            throw unknown(model, version);
        }
        changes.versionTagDeleted(require(model, version), key, models.now());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void changeStage(LockedModel model, int version, Stage stage) {
        if (!store.setStage(model.id(), version, stage.label(), models.now())) {
            throw unknown(model.name(), version);
        }
        models.touch(model);
        changes.versionStageChanged(require(model.name(), version), models.now());
    }

    /** The other versions that are in a stage. */
    public List<Integer> othersIn(LockedModel model, Stage stage, int version) {
        return store.othersIn(model.id(), stage.label(), version);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(LockedModel model, int version) {
        Version gone = require(model.name(), version);
        store.delete(model.id(), version, models.now());
        models.touch(model);
        changes.versionDeleted(gone, models.now());
    }

    static ApiProblem unknown(String model, int version) {
        return ApiProblem.notFound(
                "unknown-version",
                "Model Version (name=%1$s, version=%2$d) not found; GET /api/v1/registry/models/%1$s/versions lists them."
                        .formatted(model, version));
    }
}
