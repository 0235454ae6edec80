package com.aimatrix.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BinaryMetricsTest {

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = BinaryMetricsTest.class.getResourceAsStream("/binary_metric_cases.json")) {
            return JsonMapper.shared().readTree(in).get("cases").valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReferenceValuesOfScikitLearnAreMet(JsonNode testCase) {
        BinaryMetrics metrics = BinaryMetrics.of(doubles(testCase.get("prob")), doubles(testCase.get("y_true")));

        JsonNode expected = testCase.get("expected");
        assertThat(metrics.accuracy()).isCloseTo(expected.get("accuracy").doubleValue(), within(1e-9));
        assertThat(metrics.logLoss()).isCloseTo(expected.get("log_loss").doubleValue(), within(1e-9));
        assertThat(metrics.brier()).isCloseTo(expected.get("brier").doubleValue(), within(1e-9));
        if (expected.get("roc_auc").isNull()) {
            assertThat(metrics.rocAuc()).isNull();
        } else {
            assertThat(metrics.rocAuc()).isCloseTo(expected.get("roc_auc").doubleValue(), within(1e-9));
            assertThat(metrics.prAuc())
                    .isCloseTo(expected.get("pr_auc_average_precision").doubleValue(), within(1e-9));
        }
    }

    @Test
    void tiedScoresCountHalfAndMakeOneThreshold() {
        BinaryMetrics metrics =
                BinaryMetrics.of(new double[] {0.5, 0.5, 0.5, 0.2, 0.9, 0.2}, new double[] {1, 0, 0, 0, 1, 1});

        // Nine pairs: 0.9 wins three, 0.5 ties two and wins one, 0.2 ties one and loses two.
        assertThat(metrics.rocAuc()).isCloseTo((3 + 2 + 0.5) / 9, within(1e-12));
        // Thresholds 0.9, 0.5, 0.2 with precision 1, 2/4, 3/6, each adding a third of recall.
        assertThat(metrics.prAuc()).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-12));
    }

    @Test
    void positiveAndNegativeZeroAreOneScore() {
        assertThat(BinaryMetrics.rocAuc(new double[] {0.0, -0.0}, new double[] {1, 0}))
                .isEqualTo(0.5);
    }

    @Test
    void whatIsUndefinedIsNullAndLeftOutByName() {
        BinaryMetrics none = BinaryMetrics.of(new double[0], new double[0]);
        BinaryMetrics one = BinaryMetrics.of(new double[] {0.25}, new double[] {0});

        assertThat(none.byName()).containsOnlyKeys("rows").containsEntry("rows", 0.0);
        assertThat(one.byName()).containsOnlyKeys("log_loss", "brier", "accuracy", "mean_score", "base_rate", "rows");
        assertThat(one.logLoss()).isCloseTo(-Math.log(0.75), within(1e-12));
    }

    @Test
    void theLogLossOfLogitsIsThatOfTheirProbabilities() {
        float[] logits = {-3, 0.5f, 2};
        double[] labels = {0, 1, 0};
        double[] scores = {sigmoid(-3), sigmoid(0.5), sigmoid(2)};

        assertThat(BinaryMetrics.logLossOfLogits(logits, labels))
                .isCloseTo(BinaryMetrics.of(scores, labels).logLoss(), within(1e-12));
        assertThat(BinaryMetrics.logLossOfLogits(new float[] {1000}, new double[] {0}))
                .isEqualTo(1000);
    }

    @Test
    void scoresAndLabelsOutsideTheirRangeAreRefused() {
        for (double score : List.of(-0.1, 1.1, Double.NaN)) {
            assertThatThrownBy(() -> BinaryMetrics.of(new double[] {score}, new double[] {1}))
                    .hasMessageContaining("is not within 0 and 1");
        }
        assertThatThrownBy(() -> BinaryMetrics.of(new double[] {0.5}, new double[] {2}))
                .hasMessageContaining("neither 0 nor 1");
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }
}
