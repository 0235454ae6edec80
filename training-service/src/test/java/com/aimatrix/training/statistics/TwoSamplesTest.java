package com.aimatrix.training.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.training.statistics.TwoSamples.MannWhitney;
import com.aimatrix.training.statistics.TwoSamples.Welch;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected values by SciPy 1.17.1: {@code t.interval}, {@code ttest_ind(equal_var=False)}, {@code mannwhitneyu}, {@code kruskal}. */
class TwoSamplesTest {

    private static final double[] A = {0.811, 0.823, 0.798, 0.835, 0.816};
    private static final double[] B = {0.842, 0.851, 0.829, 0.847, 0.862, 0.838};
    private static final double[] TIED = {0.80, 0.82, 0.82, 0.81, 0.83, 0.79, 0.82};
    private static final double[] TIED_TOO = {0.82, 0.84, 0.83, 0.82};
    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void theIntervalOfAMeanAgreesWithSciPy() {
        Sample sample = Sample.of(A, 0.95);

        assertThat(sample.mean()).isCloseTo(0.8166, CLOSE);
        assertThat(sample.sd()).isCloseTo(0.01375863365309212, CLOSE);
        assertThat(sample.low()).isCloseTo(0.7995163999284808, CLOSE);
        assertThat(sample.high()).isCloseTo(0.8336836000715192, CLOSE);
        assertThat(sample.median()).isEqualTo(0.816);
    }

    @Test
    void oneValueHasAMeanAndNothingMore() {
        assertThat(Sample.of(new double[] {0.5}, 0.95)).isEqualTo(new Sample(1, 0.5, null, 0.5, 0.5, 0.5, null, null));
    }

    @Test
    void welchAgreesWithSciPy() {
        Welch welch = TwoSamples.welch(A, B, 0.95);

        assertThat(welch.t()).isCloseTo(-3.66673538295275, CLOSE);
        assertThat(welch.degreesOfFreedom()).isCloseTo(7.80816772328132, CLOSE);
        assertThat(welch.p()).isCloseTo(0.006611203892761889, CLOSE);
        assertThat(welch.low()).isCloseTo(-0.046065451415799236, CLOSE);
        assertThat(welch.high()).isCloseTo(-0.01040121525086743, CLOSE);
        assertThat(TwoSamples.welch(TIED, TIED_TOO, 0.95).p()).isCloseTo(0.0706997046742364, CLOSE);
    }

    @Test
    void mannWhitneyIsExactWithoutTies() {
        MannWhitney test = TwoSamples.mannWhitney(A, B);

        assertThat(test.exact()).isTrue();
        assertThat(test.u()).isEqualTo(1);
        assertThat(test.p()).isCloseTo(0.008658008658008658, CLOSE);
    }

    @Test
    void mannWhitneyWithTiesIsTheCorrectedApproximation() {
        MannWhitney test = TwoSamples.mannWhitney(TIED, TIED_TOO);

        assertThat(test.exact()).isFalse();
        assertThat(test.u()).isEqualTo(5.5);
        assertThat(test.p()).isCloseTo(0.11191845919202412, CLOSE);
    }

    @Test
    void effectSizesAgreeWithTheirDefinitions() {
        assertThat(TwoSamples.hedgesG(A, B)).isCloseTo(-2.06964641886863, CLOSE);
        assertThat(TwoSamples.hedgesG(TIED, TIED_TOO)).isCloseTo(-1.0666274995073262, CLOSE);
        assertThat(TwoSamples.cliffsDelta(A, B)).isCloseTo(-0.9333333333333333, CLOSE);
        assertThat(TwoSamples.cliffsDelta(TIED, TIED_TOO)).isCloseTo(-0.6071428571428571, CLOSE);
    }

    @Test
    void whatIsNotDefinedIsNull() {
        double[] one = {0.5};
        double[] same = {0.1, 0.1, 0.1};

        assertThat(TwoSamples.welch(one, A, 0.95)).isNull();
        assertThat(TwoSamples.hedgesG(one, A)).isNull();
        assertThat(TwoSamples.mannWhitney(new double[0], A)).isNull();
        assertThat(TwoSamples.welch(same, new double[] {0.3, 0.3}, 0.95).p()).isNull();
        assertThat(TwoSamples.hedgesG(same, new double[] {0.3, 0.3})).isNull();
        assertThat(TwoSamples.mannWhitney(same, same).p()).isNull();
    }

    @Test
    void holmMultipliesTheSmallestMostAndKeepsTheOrder() {
        List<Double> adjusted = Holm.adjust(Arrays.asList(0.01, null, 0.04, 0.03, 0.005, 0.5));

        double[] expected = {0.04, 0.09, 0.09, 0.025, 0.5};
        assertThat(adjusted.get(1)).isNull();
        assertThat(adjusted.stream().filter(each -> each != null).mapToDouble(each -> each))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(Arrays.stream(expected).boxed().toArray(Double[]::new));
    }

    @Test
    void kruskalWallisAgreesWithSciPy() {
        KruskalWallis test = KruskalWallis.of(
                List.of(new double[] {0.71, 0.74, 0.69, 0.74}, new double[] {0.78, 0.80, 0.74}, new double[] {
                    0.65, 0.70, 0.66, 0.69, 0.71
                }));

        assertThat(test.h()).isCloseTo(7.474761904761896, CLOSE);
        assertThat(test.p()).isCloseTo(0.023816397799295983, CLOSE);
        assertThat(KruskalWallis.of(List.of(A))).isNull();
        assertThat(KruskalWallis.of(List.of(new double[] {1}, new double[] {1})))
                .isNull();
    }
}
