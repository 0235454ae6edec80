package com.aimatrix.feature.live;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;

/**
 * What a client wants to be told: features of views with the same join keys, of all entities or of some. A change of anything that
 * these features are computed from counts.
 */
final class Interest {

    private final List<Reference> references;
    private final List<JoinKey> joinKeys;
    private final Set<String> entities;
    private final Map<Integer, RegisteredView> views = new HashMap<>();
    private final Map<Integer, Set<List<JsonPointer>>> keysBySource = new HashMap<>();

    private Interest(List<Reference> references, Set<String> entities) {
        this.references = references;
        this.joinKeys = references.get(0).view().joinKeys();
        this.entities = entities;
        references.forEach(each -> addOrigins(each.view(), each.column()));
    }

    /**
     * @param entities encoded keys, empty means all
     * @throws ApiProblem 400 when the features do not describe the same entities
     */
    static Interest of(Catalog catalog, List<String> features, Set<String> entities) {
        List<Reference> references = catalog.resolve("features", features);
        List<String> keys = references.get(0).view().joinKeyNames();
        for (int i = 0; i < references.size(); i++) {
            List<String> others = references.get(i).view().joinKeyNames();
            if (!others.equals(keys) || keys.isEmpty()) {
                throw ApiProblem.badField(
                        "features[%d]".formatted(i),
                        "expected features of views with the same join keys, got %s and %s".formatted(keys, others));
            }
        }
        return new Interest(references, entities);
    }

    private void addOrigins(RegisteredView view, Column column) {
        if (column instanceof Column.Windowed windowed) {
            keysBySource
                    .computeIfAbsent(windowed.series().sourceId(), id -> new HashSet<>())
                    .add(windowed.series().keys());
        } else if (column instanceof Column.Derived derived) {
            for (Column.Input input : derived.inputs()) {
                RegisteredView of = input.view() == null ? view : input.view();
                if (of.joinKeyNames().equals(names())) {
                    addOrigins(of, of.columns().get(input.index()));
                }
            }
        } else if (view.hasRows()) {
            views.put(view.id(), view);
        }
    }

    List<Reference> references() {
        return references;
    }

    /** As they are in newer definitions: a version that was being prepared may be active meanwhile. */
    List<Reference> references(Catalog catalog) {
        return references.stream()
                .map(each -> {
                    Reference now = catalog.resolve("features", each.pinned());
                    return new Reference(each.text(), now.view(), now.index());
                })
                .toList();
    }

    List<JoinKey> joinKeys() {
        return joinKeys;
    }

    List<String> names() {
        return joinKeys.stream().map(JoinKey::name).toList();
    }

    Set<Integer> viewIds() {
        return views.keySet();
    }

    Set<Integer> sourceIds() {
        return keysBySource.keySet();
    }

    /**
     * An entity that changed.
     *
     * @param tx its last change
     * @param atMs event time of its newest change
     */
    record Update(long tx, String entity, long atMs) {}

    /** What of these changes is of interest: each entity once, in the order of its last change. */
    List<Update> updates(List<Change> changes) {
        var newest = new TreeMap<String, Update>();
        for (Change change : changes) {
            for (String entity : entitiesOf(change)) {
                newest.merge(
                        entity,
                        new Update(change.tx(), entity, change.atMs()),
                        (a, b) -> new Update(b.tx(), entity, Math.max(a.atMs(), b.atMs())));
            }
        }
        var updates = new ArrayList<>(newest.values());
        updates.sort((a, b) ->
                a.tx() != b.tx() ? Long.compare(a.tx(), b.tx()) : a.entity().compareTo(b.entity()));
        return updates;
    }

    private Set<String> entitiesOf(Change change) {
        var found = new HashSet<String>();
        if (change.viewId() != null) {
            if (views.containsKey(change.viewId())) {
                found.add(change.entity());
            }
        } else if (keysBySource.containsKey(change.sourceId())) {
            for (List<JsonPointer> keys : keysBySource.get(change.sourceId())) {
                String entity = EntityKey.of(keys, change.payload());
                if (entity != null) {
                    found.add(entity);
                }
            }
        }
        if (!entities.isEmpty()) {
            found.retainAll(entities);
        }
        return found;
    }
}
