package com.aimatrix.transform.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Log;
import com.aimatrix.transform.Normalize;
import com.aimatrix.transform.ReferenceValues;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitted.Edges;
import com.aimatrix.transform.fitting.Fitted.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class NumberFittersTest {

    private static final RowFunction Z_SCORE = new Normalize(Normalize.Method.Z_SCORE, null, null);
    private static final RowFunction MIN_MAX = new Normalize(Normalize.Method.MIN_MAX, null, null);

    static Stream<JsonNode> columns() {
        return ReferenceValues.of("numbers").valueStream();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void scalesAreThoseOfScikitLearn(JsonNode column) {
        List<Double> values = ReferenceValues.list(column.get("values"));

        Scale standard = (Scale) fit(Z_SCORE, values);
        double mean = column.get("mean").doubleValue();
        double stddev = column.get("stddev").doubleValue();
        assertThat(standard.center()).isCloseTo(mean, within(1e-12 * (Math.abs(mean) + stddev)));
        assertThat(standard.scale()).isCloseTo(stddev, within(1e-9 * stddev));
        assertThat(fit(MIN_MAX, values))
                .isEqualTo(new Scale(
                        column.get("min").doubleValue(), column.get("span").doubleValue()));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void edgesAreThoseOfNumpy(JsonNode column) {
        List<Double> values = ReferenceValues.list(column.get("values"));

        for (JsonNode expected : column.get("edges")) {
            int bins = expected.get("bins").intValue();
            assertThat(edges(Bin.Method.EQUAL_WIDTH, bins, values))
                    .isEqualTo(ReferenceValues.list(expected.get("equal_width")));
            assertThat(edges(Bin.Method.QUANTILES, bins, values))
                    .isEqualTo(ReferenceValues.list(expected.get("quantiles")));
        }
    }

    @ParameterizedTest
    @MethodSource("columns")
    void theOrderOfRowsDoesNotMatter(JsonNode column) {
        List<Double> values = new ArrayList<>(ReferenceValues.list(column.get("values")));
        var functions = List.of(
                Z_SCORE,
                MIN_MAX,
                new Bin(Bin.Method.EQUAL_WIDTH, 7, null, null, null),
                new Bin(Bin.Method.QUANTILES, 7, null, null, null));
        for (RowFunction function : functions) {
            Fitted first = fit(function, values);
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(values, random);
                assertThat(fit(function, values)).isEqualTo(first);
            }
        }
    }

    @Test
    void aSmallSpreadFarFromZeroIsMeasuredExactly() {
        List<Double> values = List.of(1e15, 1e15 + 1, 1e15 + 2);
        Scale scale = (Scale) fit(Z_SCORE, values);
        assertThat(scale.center()).isEqualTo(1e15 + 1);
        assertThat(scale.scale()).isEqualTo(Math.sqrt(2.0 / 3));
    }

    @Test
    void rowsWithoutAFiniteNumberAreSkippedAndNotCounted() {
        Fitter fitter = Fitter.of(Z_SCORE);
        for (Object value : new Object[] {1, null, Double.NaN, 3L, Double.POSITIVE_INFINITY, 5.0f}) {
            fitter.add(new Object[] {value});
        }
        assertThat(fitter.rows()).isEqualTo(3);
        assertThat(((Scale) fitter.finish()).center()).isEqualTo(3);
    }

    @Test
    void aTextWhereANumberBelongsIsRefused() {
        assertThatThrownBy(() -> Fitter.of(Z_SCORE).add(new Object[] {"7"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a number, got 7");
    }

    @Test
    void withoutRowsThereIsNothingToFitOn() {
        for (RowFunction function : List.of(Z_SCORE, MIN_MAX, new Bin(Bin.Method.QUANTILES, 3, null, null, null))) {
            Fitter fitter = Fitter.of(function);
            fitter.add(new Object[] {null});
            assertThatThrownBy(fitter::finish)
                    .isInstanceOf(NotFittable.class)
                    .hasMessage("expected at least one row with a number, got none");
        }
    }

    @Test
    void numbersTooLargeToBeMeasuredAreToldSo() {
        assertThatThrownBy(() -> fit(Z_SCORE, List.of(1e200, 2e200)))
                .isInstanceOf(NotFittable.class)
                .hasMessageContaining("are too large");
        assertThatThrownBy(() -> fit(MIN_MAX, List.of(-1.7e308, 1.7e308)))
                .isInstanceOf(NotFittable.class)
                .hasMessageContaining("lie too far apart");
    }

    @Test
    void whatNeedsNoFitHasNoFitter() {
        for (RowFunction function : List.of(
                new Log(null, null),
                new Normalize(null, null, new Scale(0, 1)),
                new Bin(Bin.Method.EDGES, null, List.of(1.0), null, null))) {
            assertThatThrownBy(() -> Fitter.of(function))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("there is nothing to fit in ");
        }
    }

    private static List<Double> edges(Bin.Method method, int bins, List<Double> values) {
        return ((Edges) fit(new Bin(method, bins, null, null, null), values)).inner();
    }

    private static Fitted fit(RowFunction function, List<Double> values) {
        Fitter fitter = Fitter.of(function);
        values.forEach(value -> fitter.add(new Object[] {value}));
        return fitter.finish();
    }
}
