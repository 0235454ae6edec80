package com.aimatrix.transform.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.transform.Embedding;
import com.aimatrix.transform.Embedding.Method;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.ReferenceValues;
import com.aimatrix.transform.fitting.CategoryVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EmbeddingsTest {

    private static final List<Input> TEXT = List.of(new Input("t", Kind.TEXT));

    static Stream<JsonNode> hashedTexts() {
        return ReferenceValues.of("hashed_texts").valueStream();
    }

    @ParameterizedTest
    @MethodSource("hashedTexts")
    void hashedTextsAreThoseOfScikitLearn(JsonNode testCase) {
        int dimension = testCase.get("dimension").intValue();
        Transformer hashing = hashing(dimension, testCase.get("ngram").intValue(), null);

        float[] vector =
                (float[]) hashing.apply(new Object[] {testCase.get("text").stringValue()});

        double[] expected = ReferenceValues.doubles(testCase.get("vector"));
        assertThat(vector).hasSize(dimension);
        for (int i = 0; i < dimension; i++) {
            assertThat((double) vector[i]).isCloseTo(expected[i], within(1e-7));
        }
    }

    @Test
    void aTextWithoutWordsHasNoVector() {
        for (String text : new String[] {"", "  ", "?!", null}) {
            assertThat(hashing(8, 3, null).apply(new Object[] {text})).isNull();
        }
    }

    @Test
    void theSeedChangesTheHash() {
        Object[] row = {"some text"};
        assertThat(hashing(64, 3, 1L).apply(row)).isEqualTo(hashing(64, 3, 1L).apply(row));
        assertThat(hashing(64, 3, 1L).apply(row))
                .isNotEqualTo(hashing(64, 3, 2L).apply(row));
        assertThat(hashing(64, 3, 1L << 40).apply(row))
                .isNotEqualTo(hashing(64, 3, 0L).apply(row));
    }

    @Test
    void likeTextsGetLikeVectors() {
        Transformer hashing = hashing(256, 3, null);
        float[] text = (float[]) hashing.apply(new Object[] {"red running shoes"});
        float[] like = (float[]) hashing.apply(new Object[] {"Red runner shoe"});
        float[] other = (float[]) hashing.apply(new Object[] {"garden hose"});
        assertThat(product(text, text)).isCloseTo(1, within(1e-6));
        assertThat(product(text, like)).isGreaterThan(product(text, other) + 0.2);
    }

    @Test
    void uploadedVectorsAreFoundByTheTextOfTheCategory() {
        var uploaded = new Embedding(Method.UPLOADED, 2, Map.of("5", List.of(1.0, 2.0)), null, null, null, null, null);
        Transformer lookup = Transformers.of(uploaded, List.of(new Input("n", Kind.NUMBER)), null, null);
        assertThat(lookup.apply(new Object[] {5.0})).isEqualTo(new float[] {1, 2});
        assertThat(lookup.apply(new Object[] {6})).isNull();
        assertThat(lookup.apply(new Object[] {null})).isNull();
    }

    @Test
    void aCallerCannotSpoilAVector() {
        var uploaded = new Embedding(Method.UPLOADED, 1, Map.of("x", List.of(1.0)), null, null, null, null, null);
        Transformer lookup = Transformers.of(uploaded, TEXT, null, null);
        ((float[]) lookup.apply(new Object[] {"x"}))[0] = 9;
        assertThat(lookup.apply(new Object[] {"x"})).isEqualTo(new float[] {1});
    }

    @Test
    void aLearnedVectorNeedsNoContextWhenItIsLookedUp() {
        var learned = new Embedding(Method.LEARNED, 2, null, null, "c", null, null, null);
        var inputs = List.of(new Input("t", Kind.TEXT), new Input("c", Kind.TEXT));
        Transformer lookup =
                Transformers.of(learned, inputs, new CategoryVectors(2, Map.of("a", new float[] {3, 4})), null);
        assertThat(lookup.apply(new Object[] {"a", null})).isEqualTo(new float[] {3, 4});
        assertThat(lookup.apply(new Object[] {"b", "x"})).isNull();
        assertThatThrownBy(() -> Transformers.of(learned, inputs, null, null))
                .hasMessageContaining("expected fitted parameters CategoryVectors");
    }

    @Test
    void anEncoderIsAskedOnceForSeveralRows() {
        var asked = new ArrayList<List<String>>();
        Transformer encoded = encoded(null, new Lengths(asked, 2));

        List<Object> vectors =
                encoded.applyAll(List.of(new Object[] {"ab"}, new Object[] {null}, new Object[] {"abc"}));

        assertThat(vectors).containsExactly(new float[] {2, 2}, null, new float[] {3, 3});
        assertThat(asked).containsExactly(List.of("ab", "abc"));
        assertThat(encoded.apply(new Object[] {"x"})).isEqualTo(new float[] {1, 1});
        assertThat(encoded.apply(new Object[] {null})).isNull();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anEncoderThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> encoded(3, new Lengths(new ArrayList<>(), 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected an encoder of dimension 3, lengths has 2");
        assertThatThrownBy(() -> encoded(3, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected the encoder lengths, got none");
    }

    @Test
    void anEncoderThatBreaksItsWordIsToldSo() {
        assertThatThrownBy(() -> encoded(null, new Fixed(new float[0][])).apply(new Object[] {"x"}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the encoder gave 0 vectors for 1 texts");
        assertThatThrownBy(() -> encoded(null, new Fixed(new float[1][3])).apply(new Object[] {"x"}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the encoder gave 3 numbers, expected 2");
        assertThat(encoded(null, new Fixed(new float[][] {{1, Float.NaN}})).apply(new Object[] {"x"}))
                .isNull();
    }

    private static Transformer hashing(int dimension, int ngram, Long seed) {
        return Transformers.of(
                new Embedding(Method.HASHING, dimension, null, null, null, ngram, seed, null), TEXT, null, null);
    }

    private static Transformer encoded(Integer dimension, TextEncoder encoder) {
        return Transformers.of(
                new Embedding(Method.ENCODER, dimension, null, "lengths", null, null, null, null), TEXT, null, encoder);
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** An encoder that gives the length of a text in every place, and notes what it is asked. */
    private record Lengths(List<List<String>> asked, int dimension) implements TextEncoder {

        @Override
        public float[][] encode(List<String> texts) {
            asked.add(texts);
            return texts.stream()
                    .map(text -> new float[] {text.length(), text.length()})
                    .toArray(float[][]::new);
        }
    }

    /** An encoder that gives the same whatever it is asked. */
    private record Fixed(float[][] vectors) implements TextEncoder {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] encode(List<String> texts) {
            return vectors;
        }
    }
}
