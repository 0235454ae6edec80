package com.aimatrix.feature.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The join keys of a view and where they lie in the payload of an event. */
final class ViewKeys {

    private ViewKeys() {}

    /** Those of its entities in their order, each once. */
    static List<JoinKey> of(FeatureView view, Map<String, Entity> entities) {
        var keys = new ArrayList<JoinKey>();
        for (String entity : view.entityNames()) {
            for (JoinKey key : entities.get(entity).joinKeys()) {
                if (keys.stream().noneMatch(each -> each.name().equals(key.name()))) {
                    keys.add(key);
                }
            }
        }
        return List.copyOf(keys);
    }

    static List<String> paths(FeatureView view, List<JoinKey> keys) {
        Map<String, String> paths = view.keyPaths() == null ? Map.of() : view.keyPaths();
        return keys.stream()
                .map(key -> paths.getOrDefault(key.name(), key.name()))
                .toList();
    }
}
