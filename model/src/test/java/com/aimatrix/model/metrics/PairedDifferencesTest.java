package com.aimatrix.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.model.metrics.PairedDifferences.Difference;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Against figures of numpy 2.4.6: means and standard errors of the paired differences, and DeLong's covariance of the areas from all
 * pairs of rows of either label.
 */
class PairedDifferencesTest {

    private static final int ROWS = 80;

    @Test
    void differencesAndIntervalsAreThoseOfNumpy() {
        double[] labels = labels(ROWS);

        Map<String, Difference> found = PairedDifferences.of(first(labels), second(labels), labels);

        assertClose(found.get("log_loss"), -0.13918990134058573, -0.24545228166791364, -0.03292752101325783);
        assertClose(found.get("brier"), -0.06146, -0.10852435960330764, -0.01439564039669236);
        assertClose(found.get("accuracy"), 0.125, -0.007193005410958353, 0.25719300541095835);
        assertClose(found.get("roc_auc"), 0.17057291666666674, 0.03393215100287497, 0.30721368233045854);
    }

    @Test
    void theAreaIsThatOfTheMetrics() {
        double[] labels = labels(ROWS);
        double[] scores = first(labels);

        assertThat(DeLong.of(scores, labels).area())
                .isCloseTo(BinaryMetrics.of(scores, labels).rocAuc(), within(1e-12));
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        double[] labels = labels(ROWS);

        assertThat(PairedDifferences.of(first(labels), first(labels), labels).values())
                .allSatisfy(each -> assertThat(each).isEqualTo(new Difference(0, 0.0, 0.0)));
    }

    @Test
    void fewRowsHaveADifferenceAndNoInterval() {
        double[] labels = labels(PairedDifferences.FEWEST - 1);

        Map<String, Difference> found = PairedDifferences.of(first(labels), second(labels), labels);

        assertThat(found.get("log_loss").low()).isNull();
        assertThat(found.get("roc_auc").high()).isNull();
        assertThat(PairedDifferences.of(new double[0], new double[0], new double[0]))
                .isEmpty();
    }

    @Test
    void oneLabelAloneHasNoArea() {
        double[] labels = new double[40];

        assertThat(PairedDifferences.of(first(labels), second(labels), labels))
                .containsOnlyKeys("log_loss", "brier", "accuracy");
    }

    @Test
    void lengthsMustBeEqual() {
        assertThatThrownBy(() -> PairedDifferences.of(new double[2], new double[3], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 and 3 scores for 3 labels");
    }

    private static void assertClose(Difference found, double value, double low, double high) {
        assertThat(found.value()).isCloseTo(value, within(1e-12));
        assertThat(found.low()).isCloseTo(low, within(1e-12));
        assertThat(found.high()).isCloseTo(high, within(1e-12));
    }

    private static double[] labels(int rows) {
        double[] labels = new double[rows];
        Arrays.setAll(labels, i -> (i * 7) % 5 < 2 ? 1 : 0);
        return labels;
    }

    private static double[] first(double[] labels) {
        double[] scores = new double[labels.length];
        Arrays.setAll(scores, i -> rounded(((i * 37 + 11) % 101) / 101.0 * 0.6 + labels[i] * 0.3));
        return scores;
    }

    private static double[] second(double[] labels) {
        double[] scores = new double[labels.length];
        Arrays.setAll(scores, i -> rounded(((i * 53 + 29) % 97) / 97.0 * 0.7 + labels[i] * 0.15));
        return scores;
    }

    private static double rounded(double score) {
        return Math.rint(Math.max(0.01, Math.min(0.99, score)) * 100) / 100;
    }
}
