package com.aimatrix.feature.definition;

import com.aimatrix.transform.Aggregate;
import com.aimatrix.transform.Clip;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.WindowAggregate;
import com.aimatrix.transform.expression.InvalidExpression;
import com.aimatrix.transform.expression.SqlExpression;
import java.util.List;
import java.util.Set;

/** Finds the mistakes of a windowed feature. */
final class WindowChecks {

    private static final Set<ValueType> WHOLE = Set.of(ValueType.INT64, ValueType.DOUBLE);

    private final FeatureView view;
    private final Catalog catalog;
    private final Problems problems;

    WindowChecks(FeatureView view, Catalog catalog, Problems problems) {
        this.view = view;
        this.catalog = catalog;
        this.problems = problems;
    }

    /** The type of the feature. */
    ValueType check(String at, Feature feature, WindowAggregate window) {
        String in = at + "transformation.";
        if (view.source() == null) {
            problems.add(at + "transformation", "expected a view with a source: there are no events to aggregate");
        }
        problems.window(in + "window", window.window());
        value(in, window);
        Clip clip = window.clip();
        if (clip != null && clip.min() != null && clip.max() != null && clip.min() > clip.max()) {
            problems.add(in + "clip", "expected min to be at most max");
        }
        if (clip != null && window.aggregate() == Aggregate.UNIQUE) {
            problems.add(in + "clip", "expected none: distinct values are counted as they are");
        }
        if (window.groupBy() != null) {
            problems.path(in + "groupBy", window.groupBy());
        }
        filter(in, window.filter());
        return type(at, feature.type(), window);
    }

    private void value(String in, WindowAggregate window) {
        if (window.aggregate() == null) {
            problems.add(in + "aggregate", "expected one of " + List.of(Aggregate.values()));
            return;
        }
        if (window.path() == null) {
            if (window.aggregate() != Aggregate.COUNT) {
                problems.add(in + "path", "expected the payload path of the value");
            }
            return;
        }
        boolean anything = window.aggregate() == Aggregate.UNIQUE || window.aggregate() == Aggregate.COUNT;
        FieldType declared = declared(window.path());
        boolean number = declared == FieldType.NUMBER || declared == FieldType.BOOLEAN;
        if (view.source() != null && (anything ? declared == null : !number)) {
            problems.add(
                    in + "path",
                    "the source %s has no field %s of type %s"
                            .formatted(view.source(), window.path(), anything ? "any kind" : "NUMBER or BOOLEAN"));
        }
        if (window.defaultValue() != null && !anything && !window.defaultValue().isNumber()) {
            problems.add(in + "default", "expected a number, got " + ValueText.excerpt(window.defaultValue()));
        }
    }

    private FieldType declared(String path) {
        Catalog.RegisteredSource source = catalog.sources().get(String.valueOf(view.source()));
        if (source == null) {
            return null;
        }
        return source.definition().fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .map(EventSource.Field::type)
                .orElse(null);
    }

    private void filter(String in, String filter) {
        if (filter == null) {
            return;
        }
        try {
            var expression = SqlExpression.parse(filter);
            expression.columns().forEach(column -> problems.path(in + "filter", column));
            List<Kind> kinds = expression.columns().stream().map(this::kind).toList();
            Kind kind = expression.kind(kinds);
            if (kind != null || !kinds.contains(null)) {
                problems.condition(in + "filter", kind);
            }
        } catch (InvalidExpression e) {
            problems.add(in + "filter", e.getMessage());
        }
    }

    /** Null where the source says nothing of a path: anything may come there. */
    private Kind kind(String path) {
        FieldType declared = declared(path);
        return declared == null
                ? null
                : switch (declared) {
                    case NUMBER -> Kind.NUMBER;
                    case BOOLEAN -> Kind.BOOLEAN;
                    case STRING, TIMESTAMP -> Kind.TEXT;
                };
    }

    private ValueType type(String at, ValueType given, WindowAggregate window) {
        boolean counts = window.aggregate() == Aggregate.COUNT || window.aggregate() == Aggregate.UNIQUE;
        if (window.groupBy() != null) {
            return only(at, given, Set.of(ValueType.MAP), ValueType.MAP);
        }
        return counts
                ? only(at, given, WHOLE, ValueType.INT64)
                : only(at, given, Set.of(ValueType.DOUBLE), ValueType.DOUBLE);
    }

    private ValueType only(String at, ValueType given, Set<ValueType> allowed, ValueType natural) {
        if (given != null && !allowed.contains(given)) {
            problems.add(at + "type", "expected one of %s or nothing, got %s".formatted(allowed, given));
        }
        return given == null ? natural : given;
    }
}
