package com.aimatrix.feature.definition;

import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.EventPath;
import com.aimatrix.transform.RequestValue;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.TimePart;
import com.aimatrix.transform.WindowAggregate;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds every mistake of a view and completes it: types that follow from transformations are filled in, dependencies on other
 * views get the versions that they mean now.
 */
final class ViewChecks {

    private final FeatureView view;
    private final Catalog catalog;
    private final Problems problems = new Problems();

    private ViewChecks(FeatureView view, Catalog catalog) {
        this.view = view;
        this.catalog = catalog;
    }

    /** @throws com.aimatrix.kit.problem.ApiProblem 400 that names every mistake */
    static FeatureView complete(FeatureView view, Catalog catalog) {
        return new ViewChecks(view, catalog).complete();
    }

    private FeatureView complete() {
        problems.name("name", view.name());
        checkWhere();
        problems.optionalDuration("ttl", view.ttl());
        problems.optionalDuration("retention", view.retention());
        problems.optionalDuration("updateFrequency", view.updateFrequency());
        zone("timeZone", view.timeZone());
        boolean hasFeatures = problems.named("features", view.features(), Feature::name);
        problems.answer();
        List<Feature> typed = new ArrayList<>();
        for (int i = 0; hasFeatures && i < view.features().size(); i++) {
            typed.add(checkOne("features[%d].".formatted(i), view.features().get(i)));
        }
        problems.answer();
        List<Feature> completed = new DependencyChecks(view.withFeatures(typed), catalog, problems).complete();
        problems.answer();
        var rules = new RuleProblems(problems);
        for (int i = 0; i < completed.size(); i++) {
            rules.check("features[%d].validationRules".formatted(i), completed.get(i), completed);
        }
        problems.answer();
        return view.withFeatures(completed);
    }

    private void checkWhere() {
        for (int i = 0; i < view.entityNames().size(); i++) {
            String entity = view.entityNames().get(i);
            if (!catalog.entities().containsKey(String.valueOf(entity))) {
                problems.add(
                        "entities[%d]".formatted(i),
                        "there is no entity named %s; there are %s"
                                .formatted(entity, catalog.entities().keySet()));
            }
        }
        if (view.source() != null && !catalog.sources().containsKey(view.source())) {
            problems.add(
                    "source",
                    "there is no event source named %s; there are %s"
                            .formatted(view.source(), catalog.sources().keySet()));
        }
        if (view.source() != null && view.entityNames().isEmpty()) {
            problems.add("entities", "expected the entities that the events of the source tell of");
        }
        if (view.keyPaths() != null) {
            view.keyPaths().forEach((key, path) -> problems.path("keyPaths." + key, path));
        }
    }

    private void zone(String field, String zone) {
        try {
            if (zone != null) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            problems.add(field, "expected an IANA time zone, got " + zone);
        }
    }

    /** A feature by itself, with its type filled in where it follows; dependencies are looked at later. */
    private Feature checkOne(String at, Feature feature) {
        problems.optionalDuration(at + "updateFrequency", feature.updateFrequency());
        ValueType type = feature.type();
        if (feature.transformation() == null) {
            if (view.source() != null || view.entityNames().isEmpty()) {
                problems.add(
                        at + "transformation",
                        view.source() != null
                                ? "expected one: the values of a view with a source come from its events"
                                : "expected one: values cannot be written without an entity");
            }
        } else if (feature.transformation() instanceof EventPath path) {
            type = eventPath(at, feature, path);
        } else if (feature.transformation() instanceof WindowAggregate window) {
            type = new WindowChecks(view, catalog, problems).check(at, feature, window);
        } else if (feature.transformation() instanceof TimePart part) {
            part.problems().forEach(each -> problems.add(at + "transformation." + each.field(), each.message()));
            ValueType natural = Boolean.TRUE.equals(part.categorical()) ? ValueType.STRING : ValueType.INT64;
            type = only(at, type, natural);
        } else if (feature.transformation() instanceof RequestValue request && type != null) {
            String problem = ValueText.problem(type, feature.dimension(), request.defaultValue());
            if (problem != null) {
                problems.add(at + "transformation.default", problem);
            }
        } else if (feature.isEmbedded() && feature.vector() == null) {
            problems.add(at + "vector", "expected {\"dimension\": ..} for the type VECTOR");
        }
        if (type == null && !(feature.transformation() instanceof RowFunction)) {
            problems.add(at + "type", "expected one of " + List.of(ValueType.values()));
        }
        vector(at, feature, type);
        return withType(feature, type);
    }

    private void vector(String at, Feature feature, ValueType type) {
        if ((type == ValueType.VECTOR) != (feature.vector() != null)) {
            problems.add(at + "vector", "expected for the type VECTOR, and for no other");
        } else if (feature.vector() != null) {
            Integer dimension = feature.dimension();
            if (dimension == null || dimension < 1 || dimension > Embedding.MOST_DIMENSIONS) {
                problems.add(
                        at + "vector.dimension",
                        "expected 1 to %d, got %d".formatted(Embedding.MOST_DIMENSIONS, dimension));
            }
        }
    }

    private ValueType eventPath(String at, Feature feature, EventPath path) {
        problems.path(at + "transformation.path", path.path());
        if (view.source() == null) {
            problems.add(at + "transformation", "expected a view with a source: there are no events to read off");
            return feature.type();
        }
        ValueType type = feature.type() != null ? feature.type() : declaredType(path.path());
        if (type != null) {
            String problem = ValueText.problem(type, feature.dimension(), path.defaultValue());
            if (problem != null) {
                problems.add(at + "transformation.default", problem);
            }
        }
        return type;
    }

    private ValueType declaredType(String path) {
        Catalog.RegisteredSource source = catalog.sources().get(view.source());
        if (source == null) {
            return null;
        }
        return source.definition().fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .map(field -> field.type().valueType())
                .orElse(null);
    }

    private ValueType only(String at, ValueType given, ValueType natural) {
        if (given != null && given != natural) {
            problems.add(at + "type", "expected %s or nothing, got %s".formatted(natural, given));
        }
        return natural;
    }

    static Feature withType(Feature feature, ValueType type) {
        return new Feature(
                feature.name(),
                type,
                feature.description(),
                feature.tags(),
                feature.transformation(),
                feature.dependencies(),
                feature.updateFrequency(),
                feature.validationRules(),
                feature.vector());
    }
}
