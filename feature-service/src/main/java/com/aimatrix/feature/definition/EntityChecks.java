package com.aimatrix.feature.definition;

import java.util.HashSet;
import java.util.List;

/** Finds every mistake of an entity, an event source or a list of features. */
final class EntityChecks {

    private EntityChecks() {}

    static void check(Entity entity) {
        var problems = new Problems();
        problems.name("name", entity.name());
        if (problems.named("joinKeys", entity.joinKeys(), JoinKey::name)) {
            for (int i = 0; i < entity.joinKeys().size(); i++) {
                ValueType type = entity.joinKeys().get(i).type();
                if (!JoinKey.TYPES.contains(type)) {
                    problems.add(
                            "joinKeys[%d].type".formatted(i),
                            "expected one of %s, got %s".formatted(JoinKey.TYPES, type));
                }
            }
        }
        problems.answer();
    }

    static void check(EventSource source) {
        var problems = new Problems();
        problems.name("name", source.name());
        problems.optionalDuration("retention", source.retention());
        List<EventSource.Field> fields = source.fields();
        if (fields == null) {
            problems.add("fields", "expected a list of fields (it may be empty)");
        }
        var seen = new HashSet<String>();
        for (int i = 0; fields != null && i < fields.size(); i++) {
            EventSource.Field field = fields.get(i);
            String at = "fields[%d]".formatted(i);
            if (field == null) {
                problems.add(at, "expected an object, got null");
                continue;
            }
            problems.path(at + ".path", field.path());
            if (field.type() == null) {
                problems.add(at + ".type", "expected one of " + List.of(FieldType.values()));
            }
            if (!seen.add(field.path())) {
                problems.add(at + ".path", "the path %s stands twice".formatted(field.path()));
            }
        }
        problems.answer();
    }

    static void check(FeatureList list, Catalog catalog) {
        var problems = new Problems();
        problems.name("name", list.name());
        problems.list("features", list.features());
        problems.answer();
        catalog.resolve("features", list.features());
    }
}
