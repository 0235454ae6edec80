package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Names that point to versions, and can be pointed elsewhere at any time. */
@Component
public class Aliases {

    private final Models models;
    private final AliasStore store;
    private final Changes changes;

    Aliases(Models models, AliasStore store, Changes changes) {
        this.models = models;
        this.store = store;
        this.changes = changes;
    }

    /** The version that an alias points to, {@code latest} to the newest; 404 when there is no such model. */
    public Optional<Version> find(String model, String alias) {
        return (AliasName.LATEST.equalsIgnoreCase(alias) ? store.newest(model) : store.find(model, alias))
                .orElseThrow(() -> Models.unknown(model));
    }

    /** 404 when there is no such alias. */
    public Version require(String model, String alias) {
        return find(model, alias)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-alias",
                        "Registered model alias %s not found; GET /api/v1/registry/models/%s has the aliases of the model."
                                .formatted(alias, model)));
    }

    /** Points an alias to a version, wherever it pointed before; 404 when there is no such version. */
    @Transactional
    public void set(String model, String alias, int version) {
        AliasName.checked(alias);
        LockedModel locked = models.lock(model);
        if (!store.set(locked.id(), alias, version, models.now())) {
            throw Versions.unknown(model, version);
        }
        changes.aliasSet(locked, alias, version, models.now());
    }

    /** Does nothing where there is no such alias. */
    @Transactional
    public void delete(String model, String alias) {
        LockedModel locked = models.lock(model);
        if (store.delete(locked.id(), alias)) {
            changes.aliasDeleted(locked, alias, models.now());
        }
    }
}
