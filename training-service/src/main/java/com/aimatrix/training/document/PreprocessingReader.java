package com.aimatrix.training.document;

import com.aimatrix.training.document.PreprocessingConfig.DerivedFeature;
import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.Transformation;
import com.aimatrix.transform.expression.InvalidExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the preprocessing of a run. Whether inputs are numbers or text shows when the training set is there. */
final class PreprocessingReader {

    private static final int MOST = 200;
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}").asMatchPredicate();
    private static final String NAME_EXPECTED = "a letter or '_', then letters, digits and '_', 100 characters at most";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<String> known;

    /** @param features references of the data */
    PreprocessingReader(List<String> features) {
        this.known = new ArrayList<>(features);
    }

    PreprocessingConfig read(Fields fields) {
        var features = new ArrayList<DerivedFeature>();
        for (Fields each : fields.objects("features", MOST)) {
            features.add(feature(each));
        }
        List<String> drop =
                fields.has("drop") ? fields.list("drop", 0, MOST, "the name of a feature", this::knownName) : List.of();
        if (!known.isEmpty() && new HashSet<>(drop).containsAll(known)) {
            fields.mistake("drop", "leaves nothing for the network to take");
        }
        fields.noOthers();
        return new PreprocessingConfig(features, drop);
    }

    private String knownName(JsonNode value) {
        return value.isString() && known.contains(value.stringValue()) ? value.stringValue() : null;
    }

    private DerivedFeature feature(Fields fields) {
        String name = fields.text("name", NAME, NAME_EXPECTED);
        RowFunction function = function(fields);
        List<String> dependencies = dependencies(fields, function);
        if (name != null && known.contains(name)) {
            fields.mistake("name", "is there already: " + name);
        }
        if (function != null && !dependencies.isEmpty()) {
            check(fields, function, dependencies);
        }
        if (name != null) {
            known.add(name);
        }
        fields.noOthers();
        return new DerivedFeature(name, function, dependencies);
    }

    private static RowFunction function(Fields fields) {
        JsonNode node = fields.object("transformation").node();
        try {
            Transformation transformation = node.isEmpty() ? null : JSON.treeToValue(node, Transformation.class);
            if (transformation instanceof RowFunction function) {
                if (function.fit() != null) {
                    fields.mistake("transformation.fit", "expected none: it is fitted on the training rows");
                }
                if (function instanceof Embedding embedding && embedding.method() == Embedding.Method.ENCODER) {
                    fields.mistake("transformation.method", "registered encoders belong to features; define it there");
                }
                return function;
            }
            if (transformation != null) {
                fields.mistake("transformation.type", "expected a function of other features");
            }
        } catch (JacksonException e) {
            fields.mistake("transformation", e.getOriginalMessage());
        }
        return null;
    }

    private List<String> dependencies(Fields fields, RowFunction function) {
        if (fields.has("dependencies")) {
            return fields.list(
                    "dependencies",
                    1,
                    RowFunction.MOST,
                    "one of data_config.features or of the names before",
                    this::knownName);
        }
        if (!(function instanceof Arithmetic arithmetic)) {
            fields.mistake("dependencies", "is missing: expected the features it is computed from");
            return List.of();
        }
        try {
            return arithmetic.names().stream().map(name -> called(fields, name)).toList();
        } catch (InvalidExpression e) {
            fields.mistake("transformation.expression", e.getMessage());
            return List.of();
        }
    }

    /** What an expression calls by its short name; where several have it, they are to be told. */
    private String called(Fields fields, String name) {
        List<String> meant =
                known.stream().filter(each -> shortName(each).equals(name)).toList();
        if (meant.size() != 1) {
            fields.mistake(
                    "transformation.expression",
                    meant.isEmpty()
                            ? "calls %s, which is none of %s".formatted(name, known)
                            : "calls %s, which may be any of %s: give dependencies".formatted(name, meant));
        }
        return meant.isEmpty() ? name : meant.get(0);
    }

    private static String shortName(String reference) {
        return reference.substring(reference.lastIndexOf(':') + 1);
    }

    private static void check(Fields fields, RowFunction function, List<String> dependencies) {
        if (function instanceof Arithmetic arithmetic) {
            checkNames(fields, arithmetic, dependencies);
            return;
        }
        Kind expected = function instanceof Embedding ? Kind.TEXT : Kind.NUMBER;
        List<Input> inputs = dependencies.stream()
                .map(each -> new Input(shortName(each), expected))
                .toList();
        function.problems(inputs).forEach(each -> fields.mistake("transformation." + each.field(), each.message()));
    }

    private static void checkNames(Fields fields, Arithmetic arithmetic, List<String> dependencies) {
        List<String> names =
                dependencies.stream().map(PreprocessingReader::shortName).toList();
        try {
            arithmetic.names().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> fields.mistake(
                            "transformation.expression", "calls %s, which is none of %s".formatted(name, names)));
        } catch (InvalidExpression e) {
            fields.mistake("transformation.expression", e.getMessage());
        }
    }
}
