package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.RowRules;
import com.aimatrix.transform.Durations;
import com.aimatrix.transform.Embedding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A version of a feature view, ready for work.
 *
 * @param id of the version, unique among all views
 * @param definition as it is stored: types filled in, dependencies with their versions
 * @param current whether a reference without a version means this one
 * @param failure why its preparation cannot go on, or null
 * @param joinKeys those of its entities, in their order
 * @param sourceId null when values are written
 * @param keys where the join keys lie in a payload; empty without a source
 * @param columns one per feature
 * @param rules of the stored features
 * @param keptFrom what features were before this time is not known any more; null when nothing was dropped
 */
public record RegisteredView(
        int id,
        FeatureView definition,
        int version,
        Status status,
        boolean current,
        String failure,
        List<JoinKey> joinKeys,
        Integer sourceId,
        List<JsonPointer> keys,
        List<Column> columns,
        RowRules.Compiled rules,
        Map<String, FittedFeature> fitted,
        Instant keptFrom,
        Instant createdAt) {

    /** Life of a version. */
    public enum Status {
        /** What it needs is fitted, and filled from earlier events; new events are taken already. */
        PREPARING,
        ACTIVE,
        /** Neither read nor written any more; its name and version stay taken. */
        RETIRED
    }

    public String name() {
        return definition.name();
    }

    /** {@code name@version}. */
    public String versionedName() {
        return definition.name() + "@" + version;
    }

    public boolean isReadable() {
        return status == Status.ACTIVE;
    }

    public boolean hasRows() {
        return definition.hasRows();
    }

    public List<String> joinKeyNames() {
        return joinKeys.stream().map(JoinKey::name).toList();
    }

    /** Whether a text encoder runs when a row is written, which takes a thousand times as long as writing it. */
    public boolean usesEncoder() {
        return columns.stream()
                .anyMatch(column -> column instanceof Column.Embedded
                        && column.feature().transformation() instanceof Embedding embedding
                        && embedding.method() == Embedding.Method.ENCODER);
    }

    /** How long a row holds, in milliseconds, or null. */
    public Long ttlMs() {
        return definition.ttl() == null
                ? null
                : (Long) Durations.parse(definition.ttl()).toMillis();
    }

    /** How far before the time asked for lies what a value may depend on, in milliseconds: the longest window and the ttl. */
    public long reachMs() {
        long reach = ttlMs() == null ? 0 : ttlMs();
        for (Column column : columns) {
            if (column instanceof Column.Windowed windowed) {
                reach = Math.max(reach, windowed.windowMs());
            }
        }
        return reach;
    }

    /** Whether what features were at a time is still known. */
    public boolean isKept(long atMs) {
        return keptFrom == null || atMs >= keptFrom.toEpochMilli();
    }

    /** What is wrong with the join keys of an event, or null; one that is missing names no entity. */
    public String keyProblem(JsonNode payload) {
        for (int i = 0; i < keys.size(); i++) {
            String problem = joinKeys.get(i).problem(payload.at(keys.get(i)));
            if (problem != null) {
                return "%s: %s".formatted(joinKeys.get(i).name(), problem);
            }
        }
        String entity = EntityKey.of(keys, payload);
        return entity == null ? null : EntityKey.problem(entity);
    }

    /** Place of a feature among the columns, or -1. */
    public int indexOf(String feature) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).feature().name().equals(feature)) {
                return i;
            }
        }
        return -1;
    }

    /** The stored columns in the order of the stored array. */
    public List<Column.Stored> storedColumns() {
        return columns.stream()
                .filter(Column.Stored.class::isInstance)
                .map(Column.Stored.class::cast)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisteredView view
                && view.id == id
                && view.status == status
                && view.current == current;
    }

    @Override
    public int hashCode() {
        return id;
    }
}
