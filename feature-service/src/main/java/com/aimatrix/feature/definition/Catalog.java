package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Map;

/**
 * All definitions at one revision.
 *
 * @param seriesBySource series that an event of a source goes into, by source id
 */
public record Catalog(
        long revision,
        Map<String, Entity> entities,
        Map<String, RegisteredSource> sources,
        Map<String, RegisteredView> views,
        Map<Integer, List<Series>> seriesBySource) {

    /** @param definition as it was registered */
    public record RegisteredSource(int id, EventSource definition) {}

    /** @param series of a windowed view, by ordinal */
    public record RegisteredView(int id, FeatureView definition, List<String> joinKeys, List<Series> series) {}

    /** A feature that was asked for as {@code view:feature}; position is its place within the view. */
    public record Reference(String text, RegisteredView view, int position) {

        public boolean isCategorical() {
            return view.definition()
                    .isCategorical(view.definition().featureNames().get(position));
        }
    }

    /** @throws ApiProblem 400 that names the reference */
    public Reference resolve(String field, String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        if (colon < 1) {
            throw ApiProblem.badField(field, "expected view:feature, got " + text);
        }
        RegisteredView view = views.get(text.substring(0, colon));
        if (view == null) {
            throw ApiProblem.badField(field, "there is no feature view named " + text.substring(0, colon));
        }
        int position = view.definition().featureNames().indexOf(text.substring(colon + 1));
        if (position < 0) {
            throw ApiProblem.badField(
                    field,
                    "the view %s has no feature %s; it has %s"
                            .formatted(
                                    view.definition().name(),
                                    text.substring(colon + 1),
                                    view.definition().featureNames()));
        }
        return new Reference(text, view, position);
    }

    /** @throws ApiProblem 400 that names the field */
    public RegisteredSource source(String field, String name) {
        RegisteredSource source = sources.get(name);
        if (source == null) {
            throw ApiProblem.badField(
                    field, "there is no event source named %s; there are %s".formatted(name, sources.keySet()));
        }
        return source;
    }
}
