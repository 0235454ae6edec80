package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.Registration.Change;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers and deletes entities, event sources and lists of features; what is registered again unchanged stays as it is. */
@Service
class Definitions {

    private final DefinitionStore store;
    private final CatalogStore catalogs;

    Definitions(DefinitionStore store, CatalogStore catalogs) {
        this.store = store;
        this.catalogs = catalogs;
    }

    @Transactional
    public Change register(Entity entity) {
        EntityChecks.check(entity);
        Catalog catalog = locked();
        Entity known = catalog.entities().get(entity.name());
        List<String> users = users(catalog, entity.name());
        if (known != null && !users.isEmpty() && !known.joinKeys().equals(entity.joinKeys())) {
            throw ApiProblem.conflict(
                    "entity-in-use",
                    "the join keys of %s are %s and feature views use them (%s); register another entity"
                            .formatted(entity.name(), known.joinKeys(), String.join(", ", users)));
        }
        return put(known, entity, () -> store.put(entity));
    }

    @Transactional
    public Change register(EventSource source) {
        EntityChecks.check(source);
        Catalog catalog = locked();
        EventSource known = Optional.ofNullable(catalog.sources().get(source.name()))
                .map(Catalog.RegisteredSource::definition)
                .orElse(null);
        return put(known, source, () -> store.put(source));
    }

    @Transactional
    public Change register(FeatureList list) {
        Catalog catalog = locked();
        EntityChecks.check(list, catalog);
        return put(catalog.lists().get(list.name()), list, () -> store.put(list));
    }

    private Change put(Object known, Object wanted, Runnable change) {
        if (wanted.equals(known)) {
            return Change.UNCHANGED;
        }
        change.run();
        store.nextRevision();
        return known == null ? Change.CREATED : Change.UPDATED;
    }

    @Transactional
    public void deleteEntity(String name) {
        Catalog catalog = locked();
        require(catalog.entities().containsKey(name), "entity-not-found", "there is no entity named " + name);
        refuse("entity-in-use", "entity " + name, users(catalog, name));
        store.deleteEntity(name);
        store.nextRevision();
    }

    @Transactional
    public void deleteSource(String name) {
        Catalog catalog = locked();
        Catalog.RegisteredSource source = catalog.sources().get(name);
        require(source != null, "source-not-found", "there is no event source named " + name);
        List<String> users = catalog.everyVersion().stream()
                .filter(view -> name.equals(view.definition().source()))
                .map(view -> "view " + view.versionedName())
                .toList();
        refuse("source-in-use", "event source " + name, users);
        if (store.hasEvents(source.id())) {
            throw ApiProblem.conflict(
                    "source-has-events",
                    "the event source %s has events; give it a retention, and delete it when they are gone"
                            .formatted(name));
        }
        store.deleteSource(source.id());
        store.nextRevision();
    }

    @Transactional
    public void deleteList(String name) {
        require(locked().lists().containsKey(name), "service-not-found", "there is no feature service named " + name);
        store.deleteList(name);
        store.nextRevision();
    }

    private Catalog locked() {
        store.lockExclusive();
        return catalogs.load();
    }

    private static List<String> users(Catalog catalog, String entity) {
        return catalog.everyVersion().stream()
                .filter(view -> view.definition().entityNames().contains(entity))
                .map(view -> "view " + view.versionedName())
                .toList();
    }

    static void require(boolean there, String code, String detail) {
        if (!there) {
            throw ApiProblem.notFound(code, detail);
        }
    }

    static void refuse(String code, String what, List<String> users) {
        if (!users.isEmpty()) {
            throw ApiProblem.conflict(
                    code, "the %s cannot go: %s depend on it".formatted(what, String.join(", ", users)));
        }
    }
}
