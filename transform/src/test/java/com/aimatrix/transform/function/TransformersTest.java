package com.aimatrix.transform.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.Interaction;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Log;
import com.aimatrix.transform.Normalize;
import com.aimatrix.transform.Polynomial;
import com.aimatrix.transform.ReferenceValues;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TransformersTest {

    private static final Input A = new Input("a", Kind.NUMBER);
    private static final Input B = new Input("b", Kind.NUMBER);

    @Test
    void aLogarithmIsUndefinedWhereItsArgumentIsNotPositive() {
        Transformer log = of(new Log(1.0, 2.0), A);
        assertThat((double) log.apply(row(7))).isCloseTo(3, within(1e-15));
        assertThat(log.apply(row(-1))).isNull();
        assertThat(log.apply(row(-2))).isNull();
        assertThat(of(new Log(null, 10.0), A).apply(row(1000))).isEqualTo(3.0);
        assertThat(of(new Log(null, null), A).apply(row(Math.E))).isEqualTo(1.0);
    }

    @Test
    void aNormalizationSubtractsTheCenterAndDividesByTheScale() {
        assertThat(of(new Normalize(null, null, new Fitted.Scale(2, 4)), A).apply(row(10)))
                .isEqualTo(2.0);
        Transformer fitted = Transformers.of(
                new Normalize(Normalize.Method.Z_SCORE, null, null), List.of(A), new Fitted.Scale(1, 0.5), null);
        assertThat(fitted.apply(row(2))).isEqualTo(2.0);
        assertThat(fitted.apply(row(1.7e308))).isNull();
    }

    @Test
    void binsAreCountedAsNumpyDoes() {
        JsonNode reference = ReferenceValues.of("digitize");
        List<Double> edges = ReferenceValues.list(reference.get("edges"));
        Transformer bin = of(new Bin(Bin.Method.EDGES, null, edges, null, null), A);
        Transformer name = of(new Bin(Bin.Method.EDGES, null, edges, true, null), A);
        for (int i = 0; i < reference.get("values").size(); i++) {
            double value = reference.get("values").get(i).doubleValue();
            long expected = reference.get("bins").get(i).longValue();
            assertThat(bin.apply(row(value))).as("bin of %s", value).isEqualTo(expected);
            assertThat(name.apply(row(value))).isEqualTo(String.valueOf(expected));
        }
    }

    @Test
    void fittedBinsMayHaveNoEdge() {
        Transformer bin = Transformers.of(
                new Bin(Bin.Method.QUANTILES, 4, null, null, null), List.of(A), new Fitted.Edges(List.of()), null);
        assertThat(bin.apply(row(5))).isEqualTo(0L);
    }

    static Stream<JsonNode> polynomials() {
        return ReferenceValues.of("polynomials").valueStream();
    }

    @ParameterizedTest
    @MethodSource("polynomials")
    void polynomialTermsAreThoseOfScikitLearn(JsonNode testCase) {
        var polynomial = new Polynomial(
                testCase.get("degree").intValue(),
                testCase.get("interaction_only").booleanValue(),
                testCase.get("bias").booleanValue());
        double[] numbers = ReferenceValues.doubles(testCase.get("inputs"));
        Input[] inputs = IntStream.range(0, numbers.length)
                .mapToObj(i -> new Input("n" + i, Kind.NUMBER))
                .toArray(Input[]::new);

        float[] terms = (float[]) of(polynomial, inputs)
                .apply(IntStream.range(0, numbers.length)
                        .mapToObj(i -> numbers[i])
                        .toArray());

        double[] expected = ReferenceValues.doubles(testCase.get("terms"));
        assertThat(polynomial.outputLength(List.of(inputs))).isEqualTo(expected.length);
        assertThat(terms).hasSize(expected.length);
        for (int i = 0; i < terms.length; i++) {
            assertThat((double) terms[i]).isCloseTo(expected[i], within(1e-6 * Math.abs(expected[i])));
        }
    }

    @Test
    void aPolynomialWithATermTooLargeIsUndefined() {
        assertThat(of(new Polynomial(2, null, null), A).apply(row(1e20))).isNull();
        assertThat(of(new Polynomial(null, null, null), A).apply(row(3))).isEqualTo(new float[] {3, 9});
    }

    @Test
    void anInteractionOfNumbersIsTheirProduct() {
        Transformer product = of(new Interaction(), A, B);
        assertThat(product.apply(row(3, 0.5))).isEqualTo(1.5);
        assertThat(product.apply(row(1e200, 1e200))).isNull();
    }

    @Test
    void anInteractionWithATextJoinsTexts() {
        Transformer joined = of(new Interaction(), A, new Input("t", Kind.TEXT), new Input("f", Kind.BOOLEAN));
        assertThat(joined.apply(row(5.0, "ORD", true))).isEqualTo("5 x ORD x true");
        assertThat(joined.apply(row(5L, "", false))).isEqualTo("5 x  x false");
        assertThat(joined.apply(row(5, null, true))).isNull();
    }

    @Test
    void anExpressionSeesItsInputsByName() {
        Transformer expression = of(new Arithmetic("b - a * 2"), A, B);
        assertThat(expression.apply(row(3L, 10L))).isEqualTo(4L);
        assertThat(of(new Arithmetic("coalesce(b, 7)"), A, B).apply(row(1, null)))
                .isEqualTo(7L);
        assertThat(of(new Arithmetic("\"view:a\" > 1"), new Input("view:a", Kind.NUMBER))
                        .apply(row(2)))
                .isEqualTo(true);
    }

    @Test
    void nullAndWhatIsNotFiniteGiveNull() {
        List<RowFunction> functions = List.of(
                new Log(5.0, null),
                new Normalize(null, null, new Fitted.Scale(0, 1)),
                new Bin(Bin.Method.EDGES, null, List.of(0.0), null, null),
                new Polynomial(2, null, true),
                new Arithmetic("a + 1"));
        for (RowFunction function : functions) {
            Transformer transformer = of(function, A);
            for (Object value : new Object[] {null, Double.NaN, Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
                assertThat(transformer.apply(new Object[] {value}))
                        .as("%s of %s", function, value)
                        .isNull();
            }
        }
    }

    @Test
    void aTextWhereANumberBelongsIsRefused() {
        assertThatThrownBy(() -> of(new Log(null, null), A).apply(row("7")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a number, got 7");
    }

    @Test
    void severalRowsComeInTheirOrder() {
        List<Object[]> rows = new ArrayList<>();
        rows.add(row(1));
        rows.add(new Object[] {null});
        rows.add(row(3));
        assertThat(of(new Arithmetic("a * 2"), A).applyAll(rows)).containsExactly(2L, null, 6L);
    }

    @Test
    void aDefinitionWithProblemsMakesNoTransformer() {
        assertThatThrownBy(() -> of(new Log(null, 1.0), A))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base");
    }

    @Test
    void missingOrForeignParametersAreRefused() {
        var normalize = new Normalize(Normalize.Method.Z_SCORE, null, null);
        assertThatThrownBy(() -> of(normalize, A)).hasMessageContaining("expected fitted parameters Scale");
        assertThatThrownBy(() -> Transformers.of(normalize, List.of(A), new Fitted.Edges(List.of(1.0)), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got Edges");
    }

    private static Transformer of(RowFunction function, Input... inputs) {
        return Transformers.of(function, List.of(inputs), null, null);
    }

    private static Object[] row(Object... values) {
        return values;
    }
}
