package com.aimatrix.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.monitoring.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftMeasurementTest {

    private static final FeatureProfile AGE = new FeatureProfile(
            "v:age", "numeric", 0, List.of(1.0, 2.0), List.of(1000L, 1000L, 1000L), 1.5, 1.0, 0.0, 3.0, null, null);
    private static final FeatureProfile COLOUR = new FeatureProfile(
            "v:colour", "categorical", 0, null, null, null, null, null, null, Map.of("red", 1500L, "blue", 1500L), 0L);

    @Test
    void aValueOnAnEdgeBelongsToTheBinBelow() {
        Histogram histogram = Histogram.over(AGE);
        for (double value : new double[] {-9, 1, 1.0000001, 2, 2.5, 9}) {
            histogram.add(value);
        }

        assertThat(histogram.counts()).containsExactly(2, 2, 2);
        assertThat(histogram.outside).isEqualTo(2);
    }

    @Test
    void whatDidNotMoveIsNotDrift() {
        var measurement = new DriftMeasurement(new ReferenceProfile(3000, List.of(AGE, COLOUR), null, Map.of()));
        for (int i = 0; i < 900; i++) {
            measurement.add(List.of("v:age", "v:colour"), new Object[] {0.5 + i % 3, i % 2 == 0 ? "red" : "blue"}, 0.5);
        }

        DriftReport report = measurement.report(TestSettings.defaults());

        assertThat(report.drifted()).isFalse();
        assertThat(report.driftedFeatures()).isEmpty();
        assertThat(report.score()).isZero();
        assertThat(report.columns())
                .allSatisfy(column -> assertThat(column.psi()).isCloseTo(0, within(1e-9)));
    }

    @Test
    void aColumnThatMovedIsNamedAndScored() {
        var measurement = new DriftMeasurement(new ReferenceProfile(3000, List.of(AGE, COLOUR), null, Map.of()));
        for (int i = 0; i < 1000; i++) {
            measurement.add(List.of("v:age", "v:colour"), new Object[] {0.5 + i % 3, i % 10 < 9 ? "red" : "blue"}, 0.5);
        }

        DriftReport report = measurement.report(TestSettings.defaults());

        // (0.5 - 0.9) ln(0.5 / 0.9) + (0.5 - 0.1) ln(0.5 / 0.1)
        double psi = -0.4 * Math.log(0.5 / 0.9) + 0.4 * Math.log(5);
        assertThat(report.driftedFeatures()).containsExactly("v:colour");
        assertThat(report.columns().get(1).psi()).isCloseTo(psi, within(1e-12));
        assertThat(report.score()).isCloseTo(psi / (psi + 0.1), within(1e-12));
        assertThat(report.columns().get(0).drifted()).isFalse();
    }

    @Test
    void missingValuesAndNewCategoriesAreSignals() {
        var measurement = new DriftMeasurement(new ReferenceProfile(3000, List.of(AGE, COLOUR), null, Map.of()));
        for (int i = 0; i < 1000; i++) {
            measurement.add(
                    List.of("v:age", "v:colour"),
                    new Object[] {i % 4 == 0 ? null : 0.5 + i % 3, i % 2 == 0 ? "red" : "green"},
                    0.5);
        }

        DriftReport report = measurement.report(TestSettings.defaults());

        assertThat(report.driftedFeatures()).containsExactlyInAnyOrder("v:age", "v:colour");
        assertThat(report.columns().get(0).nullShare()).isEqualTo(0.25);
        assertThat(report.columns().get(0).psi()).isLessThan(0.1);
        assertThat(report.columns().get(1).outsideShare()).isEqualTo(0.5);
    }

    @Test
    void oneBadColumnDoesNotSpoilTheOthers() {
        var broken = new FeatureProfile("v:broken", "numeric", 0, null, null, null, null, null, null, null, null);
        var empty = new FeatureProfile(
                "v:empty", "numeric", 3000, List.of(), List.of(0L), null, null, null, null, null, null);
        var measurement = new DriftMeasurement(new ReferenceProfile(3000, List.of(broken, empty, AGE), null, Map.of()));
        for (int i = 0; i < 900; i++) {
            Object age = i == 0 ? "not a number" : i == 1 ? Double.NaN : 0.5 + i % 3;
            measurement.add(List.of("v:age", "v:broken", "v:empty"), new Object[] {age, "x", null}, 0.5);
        }

        DriftReport report = measurement.report(TestSettings.defaults());

        assertThat(report.drifted()).isFalse();
        assertThat(report.columns()).extracting(ColumnDrift::psi).satisfies(psi -> {
            assertThat(psi.get(0)).isNull();
            assertThat(psi.get(1)).isNull();
            assertThat(psi.get(2)).isNotNull();
        });
        assertThat(report.columns().get(2).unreadable()).isEqualTo(1);
        assertThat(report.columns().get(0).unreadable()).isEqualTo(900);
    }

    @Test
    void withoutRowsNothingIsJudged() {
        DriftReport report = new DriftMeasurement(new ReferenceProfile(3000, List.of(AGE, COLOUR), AGE, Map.of()))
                .report(TestSettings.defaults());

        assertThat(report.drifted()).isNull();
        assertThat(report.score()).isNull();
        assertThat(report.scoreDrifted()).isNull();
        assertThat(report.columns()).extracting(ColumnDrift::nullShare).containsOnlyNulls();
    }
}
