package com.aimatrix.training.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.training.statistics.Correlation.Method;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected values by SciPy 1.17.1: {@code pearsonr} and {@code spearmanr}. */
class CorrelationTest {

    private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    private static final double[] Y = {2.1, 1.9, 3.7, 3.6, 5.2, 6.8, 6.1, 9.5, 8.7, 9.9};
    private static final double[] TIED_X = {1, 2, 2, 3, 3, 3, 4, 5};
    private static final double[] TIED_Y = {0.5, 0.7, 0.4, 0.9, 0.9, 1.2, 1.1, 1.4};
    private static final Offset<Double> CLOSE = within(1e-12);

    @Test
    void pearsonAgreesWithSciPy() {
        assertClose(Correlation.of(X, Y, Method.PEARSON), 0.9687145301436866, 10, 4.035990210167467e-06);
        assertClose(Correlation.of(TIED_X, TIED_Y, Method.PEARSON), 0.8952041140728075, 8, 0.0026558168968752113);
    }

    @Test
    void spearmanAgreesWithSciPyAlsoWithTies() {
        assertClose(Correlation.of(X, Y, Method.SPEARMAN), 0.9515151515151514, 10, 2.279854920641689e-05);
        assertClose(Correlation.of(TIED_X, TIED_Y, Method.SPEARMAN), 0.8891599742531934, 8, 0.0031275886857987196);
    }

    private static void assertClose(Correlation found, double coefficient, int n, double p) {
        assertThat(found.coefficient()).isCloseTo(coefficient, CLOSE);
        assertThat(found.n()).isEqualTo(n);
        assertThat(found.p()).isCloseTo(p, CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotVaryHasNone(Method method) {
        assertThat(Correlation.of(new double[] {3, 3, 3}, new double[] {1, 2, 3}, method))
                .isNull();
        assertThat(Correlation.of(new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1}, method))
                .isNull();
        assertThat(Correlation.of(new double[] {1}, new double[] {1}, method)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void whatFollowsExactlyHasACoefficientOfOne(Method method) {
        assertThat(Correlation.of(new double[] {1, 2, 3}, new double[] {2, 4, 6}, method)
                        .coefficient())
                .isEqualTo(1);
        assertThat(Correlation.of(new double[] {1, 2}, new double[] {5, 4}, method))
                .isEqualTo(new Correlation(-1, 2, null));
    }

    @Test
    void threeRanksInOrderAreNoProof() {
        double[] x = {1, 2, 3};

        // Of the six orders of three, two are as extreme.
        assertThat(Correlation.of(x, x, Method.SPEARMAN).p()).isCloseTo(1.0 / 3, CLOSE);
        assertThat(Correlation.of(x, x, Method.PEARSON).p()).isZero();
    }

    @Test
    void hugeValuesDoNotOverflow() {
        assertThat(Correlation.of(new double[] {1e200, 2e200, 3e200}, new double[] {1, 2, 3}, Method.PEARSON)
                        .coefficient())
                .isCloseTo(1, CLOSE);
    }
}
