package com.aimatrix.feature.lineage;

import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.RegisteredView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing with a lineage.
 *
 * @param name of a view {@code name@version}, of a feature {@code name@version:feature}, of a model version {@code model/version}
 */
record Node(Kind kind, String name) {

    /** What a node is. */
    enum Kind {
        SOURCE,
        VIEW,
        FEATURE,
        TRAINING_SET,
        RUN,
        MODEL_VERSION,
        DEPLOYMENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }
    }

    static Node source(String name) {
        return new Node(Kind.SOURCE, name);
    }

    static Node view(RegisteredView view) {
        return new Node(Kind.VIEW, view.versionedName());
    }

    static Node feature(RegisteredView view, String feature) {
        return new Node(Kind.FEATURE, view.versionedName() + ":" + feature);
    }

    static Node feature(Reference reference) {
        return new Node(Kind.FEATURE, reference.pinned());
    }

    /** An input of a feature: a feature of the same view by its name, or one of another view with its version. */
    static Node input(RegisteredView view, String dependency) {
        return dependency.indexOf(':') < 0 ? feature(view, dependency) : new Node(Kind.FEATURE, dependency);
    }

    static Node trainingSet(String id) {
        return new Node(Kind.TRAINING_SET, id);
    }

    static Node run(String id) {
        return new Node(Kind.RUN, id);
    }

    static Node modelVersion(String model, int version) {
        return new Node(Kind.MODEL_VERSION, model + "/" + version);
    }

    static Node deployment(String model) {
        return new Node(Kind.DEPLOYMENT, model);
    }

    /** Name of the view that it is or, being a feature, belongs to. */
    Optional<String> viewName() {
        int end = kind == Kind.VIEW ? name.length() : kind == Kind.FEATURE ? name.lastIndexOf(':') : -1;
        return end > 0 ? Optional.of(name.substring(0, end)) : Optional.empty();
    }

    /** @throws IllegalArgumentException when it is no {@code kind:name} */
    static Node parse(String text) {
        int colon = text.indexOf(':');
        String word = text.substring(0, Math.max(colon, 0));
        for (Kind kind : Kind.values()) {
            if (kind.word().equals(word) && colon + 1 < text.length()) {
                return new Node(kind, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException(
                "expected kind:name with a kind of %s, got %s".formatted(Kind.words(), text));
    }

    @Override
    public String toString() {
        return kind.word() + ":" + name;
    }
}
