package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.transform.function.TextEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All definitions at one revision.
 *
 * @param views every version by {@code name@version}, and the current ones by their name alone as well
 * @param lists named lists of features, by name
 * @param intakes what takes the events of a source, by its id
 * @param encoders text encoders, by name
 */
public record Catalog(
        long revision,
        Map<String, Entity> entities,
        Map<String, RegisteredSource> sources,
        Map<String, RegisteredView> views,
        Map<String, FeatureList> lists,
        Map<Integer, Intake> intakes,
        Map<String, TextEncoder> encoders) {

    /** @param definition as it was registered */
    public record RegisteredSource(int id, EventSource definition) {}

    /**
     * What takes the events of a source.
     *
     * @param series each once, whatever the number of views that share it
     * @param views those that keep a row of each event
     */
    public record Intake(List<Series> series, List<RegisteredView> views) {

        static final Intake NOTHING = new Intake(List.of(), List.of());
    }

    /** A feature that was asked for. */
    public record Reference(String text, RegisteredView view, int index) {

        public Column column() {
            return view.columns().get(index);
        }

        /** {@code view@version:feature}: what the reference means whatever becomes current later. */
        public String pinned() {
            return view.versionedName() + ":" + column().feature().name();
        }
    }

    public Intake intake(int sourceId) {
        return intakes.getOrDefault(sourceId, Intake.NOTHING);
    }

    /** The versions of a view, oldest first. */
    public List<RegisteredView> versions(String name) {
        var versions = new TreeMap<Integer, RegisteredView>();
        for (RegisteredView each : views.values()) {
            if (each.name().equals(name)) {
                versions.put(each.version(), each);
            }
        }
        return List.copyOf(versions.values());
    }

    /** Every version once, in the order of names and versions. */
    public List<RegisteredView> everyVersion() {
        var versions = new LinkedHashMap<Integer, RegisteredView>();
        views.values().forEach(each -> versions.put(each.id(), each));
        return List.copyOf(versions.values());
    }

    /** The view that a name, with or without {@code @version}, means; empty when there is none that can be read. */
    public Optional<RegisteredView> view(String name) {
        return Optional.ofNullable(views.get(name)).filter(each -> each.status() != RegisteredView.Status.RETIRED);
    }

    /** @throws ApiProblem 404 when there is no such view */
    public RegisteredView requireView(String name) {
        return view(name)
                .orElseThrow(() -> ApiProblem.notFound("view-not-found", "there is no feature view named " + name));
    }

    /** @throws ApiProblem 400 that names the reference */
    public Reference resolve(String field, String text) {
        int colon = text == null ? -1 : text.lastIndexOf(':');
        if (colon < 1) {
            throw ApiProblem.badField(field, "expected view:feature, got " + text);
        }
        String name = text.substring(0, colon);
        RegisteredView view =
                view(name).orElseThrow(() -> ApiProblem.badField(field, "there is no feature view named " + name));
        int index = view.indexOf(text.substring(colon + 1));
        if (index < 0) {
            throw ApiProblem.badField(
                    field,
                    "the view %s has no feature %s; it has %s"
                            .formatted(
                                    name,
                                    text.substring(colon + 1),
                                    view.definition().featureNames()));
        }
        return new Reference(text, view, index);
    }

    /** @throws ApiProblem 400 that names each reference that means nothing */
    public List<Reference> resolve(String field, List<String> texts) {
        var references = new ArrayList<Reference>(texts.size());
        var problems = new ArrayList<ApiProblem.FieldProblem>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                references.add(resolve("%s[%d]".formatted(field, i), texts.get(i)));
            } catch (ApiProblem e) {
                problems.addAll(e.fields());
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        return references;
    }

    /** @throws ApiProblem 400 that names the field */
    public FeatureList requireList(String field, String name) {
        FeatureList list = lists.get(name);
        if (list == null) {
            throw ApiProblem.badField(
                    field, "there is no feature service named %s; there are %s".formatted(name, lists.keySet()));
        }
        return list;
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
