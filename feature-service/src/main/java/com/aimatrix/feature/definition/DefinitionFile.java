package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * All definitions as one file.
 *
 * @param featureSets only read, never written: an export holds the views that they became
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DefinitionFile(
        List<Entity> entities,
        List<EventSource> sources,
        List<FeatureView> views,
        @JsonAlias("feature_sets") List<FeatureSet> featureSets,
        List<FeatureList> services) {

    /** What a definition is, as plans name it. */
    enum Kind {
        ENTITY,
        SOURCE,
        VIEW,
        SERVICE
    }

    /**
     * One line of a plan.
     *
     * @param version of a view, the one that there is after it; null for others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(Kind kind, String name, Registration.Change change, Integer version) {}

    /** @param applied whether it was done, or only tried and undone */
    record Plan(boolean applied, List<Step> steps) {

        List<Step> changes() {
            return steps.stream()
                    .filter(step -> step.change() != Registration.Change.UNCHANGED)
                    .toList();
        }
    }

    DefinitionFile {
        entities = orEmpty(entities);
        sources = orEmpty(sources);
        views = orEmpty(views);
        featureSets = orEmpty(featureSets);
        services = orEmpty(services);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
