package com.aimatrix.monitoring.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.monitoring.TestSettings;
import com.aimatrix.monitoring.settings.ModelSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityLossTest {

    private static final Map<String, Double> VALIDATION =
            Map.of("log_loss", 0.5, "log_loss_stddev", 0.6, "rows", 20_000.0);
    private final ModelSettings settings = TestSettings.defaults();

    private static Quality quality(long labelled, Double meanScore, Double baseRate, Double logLoss) {
        return new Quality(
                labelled, labelled, meanScore, meanScore, baseRate, logLoss, 0.6, 0.7, 0.15, 0.16, 7, 0.0, 0.0);
    }

    @Test
    void aSignificantRiseOfTheLogLossIsALoss() {
        QualityLoss loss = QualityLoss.of(quality(4_000, 0.2, 0.2, 0.54), VALIDATION, settings);

        // z = 0.04 / sqrt(0.36 / 20000 + 0.36 / 4000) = 3.849; scipy.stats.norm.sf(3.849001794597505)
        assertThat(loss.logLossRise()).isCloseTo(0.08, within(1e-12));
        assertThat(loss.logLossP()).isCloseTo(5.930e-5, within(5e-8));
        assertThat(loss.logLossLost()).isTrue();
        assertThat(loss.calibrationLost()).isFalse();
        assertThat(loss.lost()).isTrue();
    }

    @Test
    void aSmallRiseIsNoLossHoweverSignificant() {
        QualityLoss loss = QualityLoss.of(quality(4_000_000, 0.2, 0.2, 0.514), VALIDATION, settings);

        assertThat(loss.logLossP()).isLessThan(0.01);
        assertThat(loss.lost()).isFalse();
    }

    @Test
    void aLargeRiseOfFewRowsIsNoLoss() {
        QualityLoss loss = QualityLoss.of(quality(30, 0.2, 0.2, 0.6), VALIDATION, settings);

        assertThat(loss.logLossP()).isGreaterThan(0.05);
        assertThat(loss.lost()).isFalse();
    }

    @Test
    void rowsOfOneDayAreNotIndependentOfEachOther() {
        var stormy = new Quality(4_000, 4_000, 0.227, 0.227, 0.269, 0.54, 0.6, 0.7, 0.15, 0.16, 7, 0.03, 0.025);

        QualityLoss loss = QualityLoss.of(stormy, VALIDATION, settings);

        // The variance between days is 0.03^2 against 0.6^2 / 4000 of independent rows.
        assertThat(loss.designEffect()).isCloseTo(10, within(1e-9));
        // z = 0.04 / sqrt(10 (0.36 / 20000 + 0.36 / 4000)) = 1.2172 and z = 0.042 / 0.025 = 1.68
        assertThat(loss.logLossP()).isCloseTo(0.1118, within(1e-4));
        assertThat(loss.calibrationP()).isCloseTo(0.0930, within(1e-4));
        assertThat(loss.lost()).isFalse();
    }

    @Test
    void withOutcomesOfFewDaysNothingIsJudged() {
        var started = new Quality(4_000, 4_000, 0.227, 0.227, 0.369, 0.84, 0.6, 0.7, 0.15, 0.16, 3, 0.001, 0.001);

        QualityLoss loss = QualityLoss.of(started, VALIDATION, settings);

        assertThat(loss.lost()).isNull();
        assertThat(loss.calibrationGap()).isCloseTo(0.142, within(1e-12));
    }

    @Test
    void scoresThatNoLongerMeetWhatHappensAreALoss() {
        QualityLoss loss = QualityLoss.of(quality(4_000, 0.227, 0.269, 0.5), VALIDATION, settings);

        // z = 0.042 / sqrt(0.16 / 4000) = 6.64
        assertThat(loss.calibrationGap()).isCloseTo(0.042, within(1e-12));
        assertThat(loss.calibrationP()).isBetween(1e-11, 1e-10);
        assertThat(loss.logLossLost()).isFalse();
        assertThat(loss.lost()).isTrue();
    }

    @Test
    void overPredictingIsALossToo() {
        assertThat(QualityLoss.of(quality(4_000, 0.25, 0.16, 0.45), VALIDATION, settings)
                        .calibrationLost())
                .isTrue();
    }

    @Test
    void withoutValidationOnlyTheCalibrationIsJudged() {
        QualityLoss loss = QualityLoss.of(quality(4_000, 0.2, 0.2, 0.9), Map.of(), settings);

        assertThat(loss.logLossRise()).isNull();
        assertThat(loss.logLossLost()).isNull();
        assertThat(loss.lost()).isFalse();
    }

    @Test
    void withoutOutcomesNothingIsJudged() {
        QualityLoss loss = QualityLoss.of(
                new Quality(10, 0, 0.2, null, null, null, null, null, null, null, 0, null, null), VALIDATION, settings);

        assertThat(loss.lost()).isNull();
        assertThat(loss.calibrationP()).isNull();
    }
}
