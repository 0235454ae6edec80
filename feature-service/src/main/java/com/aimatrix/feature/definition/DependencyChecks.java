package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.expression.InvalidExpression;
import com.aimatrix.transform.function.TextEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at features that are computed from others: their inputs exist, fit, and lead to no circle. */
final class DependencyChecks {

    private final FeatureView view;
    private final Catalog catalog;
    private final Problems problems;
    private final Map<String, Feature> completed = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    DependencyChecks(FeatureView view, Catalog catalog, Problems problems) {
        this.view = view;
        this.catalog = catalog;
        this.problems = problems;
    }

    /** The features with every type filled in and every dependency on another view given its version. */
    List<Feature> complete() {
        var features = new ArrayList<Feature>();
        for (Feature feature : view.features()) {
            features.add(complete(feature));
        }
        return features;
    }

    private String at(Feature feature) {
        return "features[%d].".formatted(view.features().indexOf(feature));
    }

    private Feature complete(Feature feature) {
        if (completed.containsKey(feature.name())) {
            return completed.get(feature.name());
        }
        Feature result = feature;
        if (feature.transformation() instanceof RowFunction function) {
            if (!underWay.add(feature.name())) {
                problems.add(at(feature) + "dependencies", "they lead back to %s itself".formatted(feature.name()));
                return feature;
            }
            result = derived(feature, function);
            underWay.remove(feature.name());
        } else if (!feature.inputs().isEmpty()) {
            problems.add(at(feature) + "dependencies", "expected none: its transformation takes no other features");
        }
        completed.put(feature.name(), result);
        return result;
    }

    private Feature derived(Feature feature, RowFunction function) {
        String at = at(feature);
        List<String> dependencies = dependencies(at, feature, function);
        if (dependencies == null) {
            return feature;
        }
        int count = dependencies.size();
        if (count < function.minInputs() || count > function.maxInputs()) {
            problems.add(
                    at + "dependencies",
                    function.maxInputs() == Integer.MAX_VALUE
                            ? "expected at least %d inputs, got %d".formatted(function.minInputs(), count)
                            : "expected %d to %d inputs, got %d"
                                    .formatted(function.minInputs(), function.maxInputs(), count));
            return feature;
        }
        var pinned = new ArrayList<String>();
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < count; i++) {
            input(at + "dependencies[%d]".formatted(i), feature, dependencies.get(i), pinned, inputs);
        }
        if (inputs.size() < count) {
            return feature;
        }
        function.problems(inputs).forEach(each -> problems.add(at + "transformation." + each.field(), each.message()));
        RowFunction completed = function instanceof Embedding embedding ? withDimension(at, embedding) : function;
        if (function.needsFit() && view.source() == null && !view.hasRows()) {
            problems.add(
                    at + "transformation",
                    "expected a view with rows or events: it is fitted at their times, and %s has neither"
                            .formatted(view.name()));
        }
        if (!problems.isEmpty()) {
            return feature;
        }
        return new Feature(
                feature.name(),
                type(at, feature, completed, inputs),
                feature.description(),
                feature.tags(),
                completed,
                pinned,
                feature.updateFrequency(),
                feature.validationRules(),
                feature.vector());
    }

    /** Those that are given; else the names that an expression calls. Null when it cannot be read. */
    private List<String> dependencies(String at, Feature feature, RowFunction function) {
        if (feature.dependencies() == null && function instanceof Arithmetic arithmetic) {
            try {
                return arithmetic.names();
            } catch (InvalidExpression e) {
                problems.add(at + "transformation.expression", e.getMessage());
                return null;
            }
        }
        return feature.inputs();
    }

    /** The encoder says how long its vectors are. */
    private Embedding withDimension(String at, Embedding embedding) {
        if (embedding.method() != Embedding.Method.ENCODER || embedding.encoder() == null) {
            return embedding;
        }
        TextEncoder encoder = catalog.encoders().get(embedding.encoder());
        if (encoder == null) {
            problems.add(
                    at + "transformation.encoder",
                    "there is no text encoder named %s; there are %s"
                            .formatted(embedding.encoder(), catalog.encoders().keySet()));
            return embedding;
        }
        if (embedding.dimension() != null && embedding.dimension() != encoder.dimension()) {
            problems.add(
                    at + "transformation.dimension",
                    "expected %d as the encoder has it, or nothing, got %d"
                            .formatted(encoder.dimension(), embedding.dimension()));
        }
        return embedding.withDimension(encoder.dimension());
    }

    private void input(String at, Feature feature, String name, List<String> pinned, List<Input> inputs) {
        ValueType type;
        if (name != null && name.indexOf(':') > 0) {
            if (feature.isEmbedded()) {
                problems.add(at, "expected a feature of the same view: it is embedded when a row is written");
                return;
            }
            try {
                Catalog.Reference reference = catalog.resolve(at, name);
                checkKeys(at, reference.view());
                pinned.add(reference.pinned());
                type = reference.column().type();
            } catch (ApiProblem e) {
                e.fields().forEach(each -> problems.add(each.field(), each.message()));
                return;
            }
        } else {
            Feature own = view.features().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (own == null) {
                problems.add(at, "the view has no feature %s; it has %s".formatted(name, view.featureNames()));
                return;
            }
            if (feature.isEmbedded() && (!own.isStored() || own.isEmbedded())) {
                problems.add(
                        at,
                        "expected a written feature or one read off the event: it is embedded when a row is written");
                return;
            }
            pinned.add(name);
            type = complete(own).type();
        }
        Kind kind = type == null ? null : type.kind();
        if (kind == null) {
            problems.add(at, "expected a number, text, a boolean or a list; %s is %s".formatted(name, type));
            return;
        }
        inputs.add(new Input(name.substring(name.lastIndexOf(':') + 1), kind));
    }

    private void checkKeys(String at, RegisteredView other) {
        List<String> own = ViewKeys.of(view, catalog.entities()).stream()
                .map(JoinKey::name)
                .toList();
        if (!own.containsAll(other.joinKeyNames())) {
            problems.add(
                    at,
                    "the view %s needs the join keys %s; this one has %s"
                            .formatted(other.name(), other.joinKeyNames(), own));
        }
    }

    private ValueType type(String at, Feature feature, RowFunction function, List<Input> inputs) {
        List<ValueType> possible = switch (function.outputKind(inputs)) {
            case NUMBER ->
                function instanceof Bin
                        ? List.of(ValueType.INT64, ValueType.DOUBLE)
                        : List.of(ValueType.DOUBLE, ValueType.INT64);
            case TEXT -> List.of(ValueType.STRING);
            case BOOLEAN -> List.of(ValueType.BOOL);
            case LIST -> List.of(ValueType.FLOAT_LIST, ValueType.DOUBLE_LIST, ValueType.VECTOR);
        };
        ValueType type = feature.type() == null ? possible.get(0) : feature.type();
        if (!possible.contains(type)) {
            problems.add(at + "type", "expected one of %s or nothing, got %s".formatted(possible, type));
        }
        if (type == ValueType.VECTOR && !(function instanceof Embedding)) {
            problems.add(at + "type", "expected VECTOR for an embedding only");
        }
        if (type == ValueType.VECTOR && function.needsFit()) {
            problems.add(at + "type", "expected FLOAT_LIST: what is fitted is computed when it is read");
        }
        Integer length = type == ValueType.VECTOR ? function.outputLength(inputs) : null;
        if (length != null && !length.equals(feature.dimension())) {
            problems.add(
                    at + "vector.dimension",
                    "expected %d as the embedding gives, got %s".formatted(length, feature.dimension()));
        }
        return type;
    }
}
