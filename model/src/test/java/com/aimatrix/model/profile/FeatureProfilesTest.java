package com.aimatrix.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureProfilesTest {

    @Test
    void edgesAreTheDistinctDecilesOfNumpy() {
        double[] values = {3.5, -1, 2, 2, 7.25, 0, 11, 5, 5, 5, -3.5, 8, 1, 2.5, 9, Double.NaN, Double.NaN};

        FeatureProfile profile = FeatureProfiles.numeric("x", values);

        // numpy 2.4.6: quantile(x, [.1, ..., .9]); 5.0 comes twice there. mean and std(ddof=1) likewise.
        assertThat(profile.edges())
                .containsExactly(-0.5999999999999999, 0.8000000000000003, 2.0, 2.3000000000000003, 3.5, 5.0, 7.4, 8.6);
        assertThat(profile.counts()).containsExactly(2L, 1L, 3L, 0L, 2L, 3L, 1L, 1L, 2L);
        assertThat(profile.nulls()).isEqualTo(2);
        assertThat(profile.mean()).isCloseTo(3.783333333333333, within(1e-12));
        assertThat(profile.stddev()).isCloseTo(3.9605945922057613, within(1e-12));
        assertThat(List.of(profile.min(), profile.max())).containsExactly(-3.5, 11.0);
    }

    @Test
    void aColumnWithoutValuesHasOneEmptyBinAndNoMoments() {
        FeatureProfile profile = FeatureProfiles.numeric("x", new double[] {Double.NaN});

        assertThat(profile.edges()).isEmpty();
        assertThat(profile.counts()).containsExactly(0L);
        assertThat(profile.mean()).isNull();
        assertThat(profile.min()).isNull();
    }

    @Test
    void beyondTheTwoHundredMostFrequentCategoriesAreCountedTogether() {
        String[] values = new String[206];
        for (int i = 0; i < 203; i++) {
            values[i] = "value-" + i;
        }
        values[203] = "value-150";
        values[204] = "value-150";

        FeatureProfile profile = FeatureProfiles.categorical("c", values);

        assertThat(profile.categories()).hasSize(200).containsEntry("value-150", 3L);
        assertThat(profile.categories().keySet()).first().isEqualTo("value-150");
        assertThat(profile.otherCategories()).isEqualTo(3);
        assertThat(profile.nulls()).isEqualTo(1);
        assertThat(Arrays.asList(profile.edges(), profile.counts())).containsOnlyNulls();
    }
}
