package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.transform.Embedding.Method;
import com.aimatrix.transform.fitting.Fitted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowFunctionProblemsTest {

    private static final Input NUMBER = new Input("n", Kind.NUMBER);
    private static final Input TEXT = new Input("t", Kind.TEXT);
    private static final Input BOOLEAN = new Input("b", Kind.BOOLEAN);
    private static final Input LIST = new Input("l", Kind.LIST);

    @Test
    void aFunctionOfANumberTakesOneNumber() {
        for (RowFunction function : List.of(
                new Log(null, null),
                new Normalize(Normalize.Method.Z_SCORE, null, null),
                new Bin(Bin.Method.QUANTILES, 4, null, null, null))) {
            assertThat(function.problems(List.of(NUMBER))).isEmpty();
            assertThat(function.problems(List.of(TEXT)))
                    .containsExactly(new Problem("inputs", "expected a number in t, got text"));
            assertThat(function.problems(List.of(NUMBER, NUMBER)))
                    .containsExactly(new Problem("inputs", "expected 1 input, got 2"));
        }
    }

    @Test
    void aLogarithmHasABase() {
        assertThat(new Log(-1.0, 2.0).problems(List.of(NUMBER))).isEmpty();
        for (double base : new double[] {0, 1, -2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(fields(new Log(Double.NaN, base), NUMBER)).containsExactly("offset", "base");
        }
    }

    @Test
    void aNormalizationHasAMethodOrParameters() {
        assertThat(new Normalize(null, null, new Fitted.Scale(0, 1)).problems(List.of(NUMBER)))
                .isEmpty();
        assertThat(fields(new Normalize(null, null, null), NUMBER)).containsExactly("method");
        assertThat(fields(new Normalize(null, null, new Fitted.Scale(Double.NaN, 0)), NUMBER))
                .containsExactly("parameters.center", "parameters.scale");
        assertThat(new Normalize(Normalize.Method.MIN_MAX, null, null).needsFit())
                .isTrue();
        assertThat(new Normalize(Normalize.Method.MIN_MAX, null, new Fitted.Scale(0, 1)).needsFit())
                .isFalse();
    }

    @Test
    void theDataToFitOnBeginBeforeTheyEnd() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(fields(new Normalize(Normalize.Method.Z_SCORE, new Fit(time, time), null), NUMBER))
                .containsExactly("fit");
        assertThat(fields(new Normalize(Normalize.Method.Z_SCORE, new Fit(time, null), null), NUMBER))
                .isEmpty();
    }

    @Test
    void binsAreCountedOrTheirEdgesAreGiven() {
        assertThat(fields(new Bin(Bin.Method.EQUAL_WIDTH, 1, null, null, null), NUMBER))
                .containsExactly("bins");
        assertThat(fields(new Bin(Bin.Method.EQUAL_WIDTH, 1001, null, null, null), NUMBER))
                .containsExactly("bins");
        assertThat(fields(new Bin(Bin.Method.QUANTILES, null, List.of(1.0), null, null), NUMBER))
                .containsExactly("bins", "edges");
        assertThat(fields(new Bin(null, 2, null, null, null), NUMBER)).containsExactly("method");
        assertThat(fields(new Bin(Bin.Method.EDGES, 2, null, null, null), NUMBER))
                .containsExactly("bins", "edges");
        assertThat(fields(new Bin(Bin.Method.EDGES, null, List.of(1.0, 1.0, 3.0, 2.0, Double.NaN), null, null), NUMBER))
                .containsExactly("edges[1]", "edges[3]", "edges[4]");
        assertThat(new Bin(Bin.Method.EDGES, null, List.of(1.0), null, null).needsFit())
                .isFalse();
        assertThat(new Bin(Bin.Method.QUANTILES, 3, null, null, null).needsFit())
                .isTrue();
    }

    @Test
    void aCategoricalBinIsAText() {
        assertThat(new Bin(Bin.Method.EDGES, null, List.of(1.0), true, null).outputKind(List.of(NUMBER)))
                .isEqualTo(Kind.TEXT);
        assertThat(new Bin(Bin.Method.EDGES, null, List.of(1.0), false, null).outputKind(List.of(NUMBER)))
                .isEqualTo(Kind.NUMBER);
    }

    @Test
    void aPolynomialHasAtMost1000Terms() {
        List<Input> many = IntStream.range(0, 44)
                .mapToObj(i -> new Input("n" + i, Kind.NUMBER))
                .toList();
        assertThat(new Polynomial(2, false, false).outputLength(many.subList(0, 43)))
                .isEqualTo(989);
        assertThat(new Polynomial(2, false, false).problems(many))
                .containsExactly(new Problem("degree", "expected at most 1000 terms, got 1034"));
        assertThat(new Polynomial(2, true, true).outputLength(many)).isEqualTo(1 + 44 + 946);
        assertThat(new Polynomial(5, true, false).outputLength(List.of(NUMBER))).isEqualTo(1);
        assertThat(fields(new Polynomial(6, false, false), NUMBER)).containsExactly("degree");
        assertThat(fields(new Polynomial(0, false, false), NUMBER)).containsExactly("degree");
        assertThat(fields(new Polynomial(null, null, null), TEXT)).containsExactly("inputs");
    }

    @Test
    void anInteractionTakesTwoOrMoreSingleValues() {
        assertThat(new Interaction().problems(List.of(NUMBER, TEXT, BOOLEAN))).isEmpty();
        assertThat(new Interaction().problems(List.of(NUMBER)))
                .containsExactly(new Problem("inputs", "expected 2 to 1000 inputs, got 1"));
        assertThat(fields(new Interaction(), NUMBER, LIST)).containsExactly("inputs");
        assertThat(new Interaction().outputKind(List.of(NUMBER, NUMBER))).isEqualTo(Kind.NUMBER);
        assertThat(new Interaction().outputKind(List.of(NUMBER, BOOLEAN))).isEqualTo(Kind.TEXT);
    }

    @Test
    void anExpressionUsesItsInputsOnlyAndAsWhatTheyAre() {
        assertThat(new Arithmetic("n * 2 > 1 or b").problems(List.of(NUMBER, BOOLEAN)))
                .isEmpty();
        assertThat(new Arithmetic("n * 2 > 1 or b").outputKind(List.of(NUMBER, BOOLEAN)))
                .isEqualTo(Kind.BOOLEAN);
        assertThat(new Arithmetic("n + x + t").problems(List.of(NUMBER, TEXT)))
                .containsExactly(new Problem("expression", "expected only the inputs [n, t], got [x]"));
        assertThat(new Arithmetic("n + t").problems(List.of(NUMBER, TEXT)))
                .containsExactly(new Problem("expression", "at character 3: + takes a number, got text"));
        assertThat(new Arithmetic("n +").problems(List.of(NUMBER)))
                .containsExactly(new Problem("expression", "at character 4: expected a value, got the end"));
        assertThat(fields(new Arithmetic("null"), NUMBER)).containsExactly("expression");
        assertThat(fields(new Arithmetic(" "), NUMBER)).containsExactly("expression");
        assertThat(fields(new Arithmetic("1"))).containsExactly("inputs");
    }

    @Test
    void aHashedTextNeedsADimension() {
        assertThat(embedding(Method.HASHING, 16, null, null, null).problems(List.of(TEXT)))
                .isEmpty();
        assertThat(fields(embedding(Method.HASHING, null, null, null, null), TEXT))
                .containsExactly("dimension");
        assertThat(fields(embedding(Method.HASHING, 2001, null, null, null), NUMBER))
                .containsExactly("inputs", "dimension");
        assertThat(fields(new Embedding(Method.HASHING, 8, null, null, null, 11, null, null), TEXT))
                .containsExactly("ngram");
    }

    @Test
    void aLearnedEmbeddingTakesACategoryAndItsContext() {
        Embedding learned = embedding(Method.LEARNED, 8, null, null, "b");
        assertThat(learned.problems(List.of(NUMBER, BOOLEAN))).isEmpty();
        assertThat(learned.needsFit()).isTrue();
        assertThat(learned.outputLength(List.of(NUMBER, BOOLEAN))).isEqualTo(8);
        assertThat(fields(embedding(Method.LEARNED, 513, null, null, null), TEXT))
                .containsExactly("inputs", "dimension", "context");
        Embedding given = embedding(Method.LEARNED, null, Map.of("x", List.of(1.0)), null, null);
        assertThat(given.needsFit()).isFalse();
        assertThat(given.problems(List.of(TEXT))).isEmpty();
    }

    @Test
    void uploadedVectorsHaveOneLength() {
        assertThat(embedding(Method.UPLOADED, null, Map.of("x", List.of(1.0, 2.0)), null, null)
                        .outputLength(List.of(TEXT)))
                .isEqualTo(2);
        assertThat(fields(embedding(Method.UPLOADED, null, null, null, null), TEXT))
                .containsExactly("vectors");
        assertThat(fields(embedding(Method.UPLOADED, 3, Map.of("x", List.of(1.0)), null, null), TEXT))
                .containsExactly("vectors[x]");
        assertThat(fields(embedding(Method.UPLOADED, null, Map.of("x", List.of(1e39)), null, null), TEXT))
                .containsExactly("vectors[x]");
        assertThat(fields(embedding(Method.UPLOADED, null, Map.of("x", List.of()), null, null), TEXT))
                .containsExactly("vectors");
        assertThat(fields(embedding(Method.UPLOADED, 1, Map.of("x", List.of(1.0)), null, null), LIST))
                .containsExactly("inputs");
    }

    @Test
    void anEncoderIsNamed() {
        assertThat(embedding(Method.ENCODER, null, null, "minilm", null).problems(List.of(TEXT)))
                .isEmpty();
        assertThat(embedding(Method.ENCODER, null, null, "minilm", null).outputLength(List.of(TEXT)))
                .isNull();
        assertThat(fields(embedding(Method.ENCODER, null, null, " ", null), TEXT))
                .containsExactly("encoder");
    }

    @Test
    void aFieldOfAnotherMethodIsAMistake() {
        Fit fit = new Fit(null, null);
        var all = new Embedding(Method.ENCODER, 4, Map.of("x", List.of(1.0, 2.0, 3.0, 4.0)), "e", "c", 3, 1L, fit);
        assertThat(fields(all, TEXT)).containsExactly("vectors", "context", "ngram", "seed", "fit");
        assertThat(fields(embedding(null, 4, null, null, null), TEXT)).containsExactly("method");
        assertThat(fields(embedding(Method.HASHING, 4, null, "e", null), TEXT)).containsExactly("encoder");
    }

    private static Embedding embedding(
            Method method, Integer dimension, Map<String, List<Double>> vectors, String encoder, String context) {
        return new Embedding(method, dimension, vectors, encoder, context, null, null, null);
    }

    private static List<String> fields(RowFunction function, Input... inputs) {
        return function.problems(List.of(inputs)).stream().map(Problem::field).toList();
    }
}
