package com.aimatrix.model.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

    private static final List<Input> INPUTS = List.of(
            new Input("delay", FeatureKind.NUMERIC),
            new Input("carrier", FeatureKind.CATEGORICAL),
            new Input("constant", FeatureKind.NUMERIC));
    private static final PreprocessingSettings SETTINGS = new PreprocessingSettings(Map.of("carrier", 3), 2, 10);
    private static final Preprocessing FITTED = Preprocessing.fit(
            Table.ofRows(
                    INPUTS,
                    List.of(
                            new Object[] {1, "AA", 5},
                            new Object[] {3, "BB", 5},
                            new Object[] {null, "BB", 5},
                            new Object[] {5, "BB", 5},
                            new Object[] {7, "AA", 5},
                            new Object[] {4, "rare", 5})),
            SETTINGS);

    @Test
    void numbersAreStandardisedByTheTrainingRowsAndNullsBecomeTheMeanWithAnIndicator() {
        EncodedRows rows = encode(new Object[] {6, "AA", 5}, new Object[] {null, "AA", 5});

        assertThat(rows.numericWidth()).isEqualTo(3);
        assertThat(rows.numeric()).containsExactly(new float[] {1, 0, 0, 0, 0, 1}, within(1e-6f));
    }

    @Test
    void categoriesAreNumberedByFrequencyAndZeroIsUnknownMissingOrRare() {
        EncodedRows rows = encode(
                new Object[] {1, "BB", 5},
                new Object[] {1, "AA", 5},
                new Object[] {1, "rare", 5},
                new Object[] {1, "never seen", 5},
                new Object[] {1, null, 5});

        assertThat(rows.indices()).containsExactly(1, 2, 0, 0, 0);
        assertThat(FITTED.categorical()).containsExactly(new CategoricalInput("carrier", List.of("BB", "AA"), 3));
    }

    @Test
    void aWildOrUnseenValueOfAConstantColumnStaysFinite() {
        EncodedRows rows = encode(new Object[] {1e300, "AA", -1e300});

        assertThat(rows.numeric()).containsExactly(10, -10, 0);
    }

    @Test
    void columnsAreFoundByNameWhateverTheirOrder() {
        Table reordered = Table.ofRows(
                List.of(INPUTS.get(2), INPUTS.get(1), INPUTS.get(0)), List.<Object[]>of(new Object[] {5, "AA", 6}));

        assertThat(new Encoder(FITTED).encode(reordered).numeric())
                .containsExactly(encode(new Object[] {6, "AA", 5}).numeric());
    }

    @Test
    void anEmbeddingSizeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new PreprocessingSettings(Map.of("carrier", 0), 1, 1))
                .hasMessageContaining("embedding size of carrier is 0");
    }

    private static EncodedRows encode(Object[]... rows) {
        return new Encoder(FITTED).encode(Table.ofRows(INPUTS, List.of(rows)));
    }
}
