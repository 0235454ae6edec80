package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Map;

/**
 * An entity and the definitions of its features, registered in one call.
 *
 * @param entity is registered with the view, anew where it is there
 * @param view name of the view that it becomes; null is {@code <entity>_features}
 * @param features {@code name, description, value_type, transformation, dependencies, update_frequency, validation_rules}
 */
record FeatureSet(
        Entity entity,
        @JsonAlias("name") String view,
        String description,
        String owner,
        Map<String, String> tags,
        String source,
        String ttl,
        @JsonAlias("time_zone") String timeZone,
        @JsonAlias("update_frequency") String updateFrequency,
        @JsonAlias("definitions") List<Feature> features) {

    FeatureView toView() {
        String name = view != null ? view : entity.name() + "_features";
        return new FeatureView(
                name,
                description,
                owner,
                tags,
                List.of(entity.name()),
                source,
                null,
                ttl,
                timeZone,
                updateFrequency,
                null,
                null,
                features);
    }
}
