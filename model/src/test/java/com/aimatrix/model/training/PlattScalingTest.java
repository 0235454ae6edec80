package com.aimatrix.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.model.folder.ModelFile.Calibration;
import org.junit.jupiter.api.Test;

class PlattScalingTest {

    @Test
    void twoGroupsAreGivenTheirOwnShares() {
        // Eight rows at logit 0 of which two are 1, four at logit 2 of which three are.
        float[] logits = {0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2};
        double[] labels = {1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0};

        Calibration fitted = PlattScaling.fit(logits, labels);

        assertThat(fitted.offset()).isCloseTo(Math.log(0.25 / 0.75), within(1e-9));
        assertThat(fitted.scale()).isCloseTo((Math.log(3) - Math.log(1 / 3.0)) / 2, within(1e-9));
    }

    @Test
    void labelsThatAreAllAlikeSeparatedOrReversedGiveNone() {
        assertThat(PlattScaling.fit(new float[] {0, 1, 2}, new double[] {1, 1, 1}))
                .isNull();
        assertThat(PlattScaling.fit(new float[] {1, 1, 1}, new double[] {1, 0, 1}))
                .isNull();
        assertThat(PlattScaling.fit(new float[] {2, 1, 0, 3, 0.5f}, new double[] {0, 1, 1, 0, 0}))
                .isNull();
    }
}
