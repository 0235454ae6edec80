package com.aimatrix.transform;

import com.aimatrix.transform.Embedding.Method;
import java.util.List;
import java.util.Map;

/** What is wrong with an {@link Embedding}. */
final class EmbeddingProblems {

    private final Embedding embedding;
    private final Method method;
    private final Problems problems = new Problems();

    private EmbeddingProblems(Embedding embedding) {
        this.embedding = embedding;
        this.method = embedding.method();
    }

    static List<Problem> of(Embedding embedding, List<Input> inputs) {
        var checks = new EmbeddingProblems(embedding);
        checks.inputs(inputs);
        checks.problems.check(
                embedding.method() != null, "method", "one of " + List.of(Method.values()), embedding.method());
        if (embedding.method() != null) {
            checks.fields();
        }
        return checks.problems.list();
    }

    /** A category may be a number or a boolean, which counts by its text; what is read as language must be text. */
    private void inputs(List<Input> inputs) {
        problems.count(embedding, inputs);
        if (embedding.needsFit() && inputs.size() == 2 && embedding.context() != null) {
            String second = inputs.get(1).name();
            problems.check(
                    second.equals(embedding.context()), "context", "the second input, " + second, embedding.context());
        }
        boolean language = method == Method.HASHING || method == Method.ENCODER;
        for (Input input : inputs) {
            boolean fits = language ? input.kind() == Kind.TEXT : input.kind() != Kind.LIST;
            String expected = language ? Kind.TEXT.words() : "one value";
            problems.check(
                    fits,
                    "inputs",
                    expected + " in " + input.name(),
                    input.kind().words());
        }
    }

    private void fields() {
        belongs("vectors", embedding.vectors(), Method.UPLOADED, Method.LEARNED);
        belongs("encoder", embedding.encoder(), Method.ENCODER);
        belongs("context", embedding.context(), Method.LEARNED);
        belongs("ngram", embedding.ngram(), Method.HASHING);
        belongs("seed", embedding.seed(), Method.HASHING, Method.LEARNED);
        belongs("fit", embedding.fit(), Method.LEARNED);
        problems.fit(embedding.fit());
        if (embedding.dimension() != null || method == Method.HASHING || embedding.needsFit()) {
            int most = embedding.needsFit() ? Embedding.MOST_LEARNED_DIMENSIONS : Embedding.MOST_DIMENSIONS;
            problems.range("dimension", embedding.dimension(), 1, most);
        }
        if (embedding.ngram() != null) {
            problems.range("ngram", embedding.ngram(), 1, 10);
        }
        if (embedding.needsFit()) {
            needed("context", embedding.context(), "the input whose values are the context");
        }
        if (method == Method.ENCODER) {
            needed("encoder", embedding.encoder(), "the name of a text encoder");
        }
        if (embedding.vectors() != null || method == Method.UPLOADED) {
            vectors(embedding.vectors());
        }
    }

    private void belongs(String field, Object value, Method... methods) {
        boolean allowed = List.of(methods).contains(method);
        problems.check(value == null || allowed, field, "none, or the method " + List.of(methods), "it with " + method);
    }

    private void needed(String field, String value, String expected) {
        problems.check(value != null && !value.isBlank(), field, expected, value);
    }

    private void vectors(Map<String, List<Double>> vectors) {
        if (vectors == null || vectors.isEmpty()) {
            problems.add("vectors", "expected a vector for at least one category, got " + vectors);
            return;
        }
        List<Double> first = vectors.values().iterator().next();
        Integer length =
                embedding.dimension() == null && first != null ? (Integer) first.size() : embedding.dimension();
        if (embedding.dimension() == null) {
            problems.range("vectors", length, 1, Embedding.MOST_DIMENSIONS);
        }
        vectors.forEach((category, vector) -> {
            String field = "vectors[%s]".formatted(category);
            if (vector == null || length != null && vector.size() != length) {
                problems.check(false, field, length + " numbers", vector == null ? null : vector.size());
            } else {
                boolean finite = vector.stream().allMatch(EmbeddingProblems::isFloat);
                problems.check(finite, field, "finite numbers of 32 bits", vector);
            }
        });
    }

    private static boolean isFloat(Double number) {
        return number != null && Float.isFinite(number.floatValue());
    }
}
