package com.aimatrix.model.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Bin;
import com.aimatrix.transform.Log;
import com.aimatrix.transform.Normalize;
import com.aimatrix.transform.Polynomial;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

    private static final List<Input> INPUTS = List.of(
            new Input("delay", FeatureKind.NUMERIC),
            new Input("carrier", FeatureKind.CATEGORICAL),
            new Input("constant", FeatureKind.NUMERIC));
    private static final PreprocessingSettings SETTINGS =
            new PreprocessingSettings(Map.of("carrier", 3), 2, 10, List.of(), Set.of());
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

        assertThat(new Encoder(INPUTS, FITTED).encode(reordered).numeric())
                .containsExactly(encode(new Object[] {6, "AA", 5}).numeric());
    }

    @Test
    void anEmbeddingSizeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> PreprocessingSettings.usual(Map.of("carrier", 0), List.of(), Set.of()))
                .hasMessageContaining("embedding size of carrier is 0");
    }

    @Test
    void derivedInputsAreFittedOnTheTrainingRowsAndComputedAlikeFromThenOn() {
        List<DerivedInput> derived = List.of(
                new DerivedInput("scaled", new Normalize(Normalize.Method.MIN_MAX, null, null), List.of("delay"), null),
                new DerivedInput("twice", new Arithmetic("scaled * 2"), List.of("scaled"), null),
                new DerivedInput("powers", new Polynomial(2, null, null), List.of("scaled"), null),
                new DerivedInput("half", new Bin(Bin.Method.EQUAL_WIDTH, 2, null, true, null), List.of("delay"), null),
                new DerivedInput("name", new Arithmetic("lower(carrier)"), List.of("carrier"), null));
        Table training = Table.ofRows(
                INPUTS,
                List.of(
                        new Object[] {10, "AA", 5},
                        new Object[] {20, "BB", 5},
                        new Object[] {null, "BB", 5},
                        new Object[] {15, "AA", 5}));
        Preprocessing fitted = Preprocessing.fit(
                training,
                new PreprocessingSettings(Map.of(), 1, 10, derived, Set.of("delay", "carrier", "constant", "scaled")));

        assertThat(fitted.derived().get(0).fitted()).isEqualTo(new Fitted.Scale(10, 10));
        assertThat(fitted.numeric()).extracting(NumericInput::name).containsExactly("twice", "powers[0]", "powers[1]");
        assertThat(fitted.numeric()).extracting(NumericInput::mean).containsExactly(1.0, 0.5, 1.25 / 3);
        assertThat(fitted.categorical()).extracting(CategoricalInput::name).containsExactly("half", "name");
        assertThat(fitted.categorical().get(1).values()).containsExactly("aa", "bb");

        Encoder encoder = new Encoder(INPUTS, fitted);
        EncodedRows alone = encoder.encode(Table.ofRows(INPUTS, List.<Object[]>of(new Object[] {20, "AA", 5})));
        EncodedRows among = encoder.encode(training);
        assertThat(alone.numeric())
                .as("of a row by itself as among the training rows")
                .containsExactly(Arrays.copyOfRange(among.numeric(), among.numericWidth(), 2 * among.numericWidth()));
        assertThat(alone.indices()).hasSize(2);
    }

    @Test
    void whatCannotBeComputedIsNamed() {
        refused(new Log(1.0, null), List.of("carrier"), "carrier");
        refused(new Log(1.0, null), List.of("none"), "takes none");
        refused(new Arithmetic("delay +"), List.of("delay"), "expression");
        refused(
                new Normalize(Normalize.Method.Z_SCORE, null, null),
                List.of("delay"),
                "cannot be fitted",
                new Object[] {null, "AA", 5});
    }

    private static void refused(RowFunction function, List<String> dependencies, String reason, Object[]... rows) {
        var settings = PreprocessingSettings.usual(
                Map.of(), List.of(new DerivedInput("d", function, dependencies, null)), Set.of());
        assertThatThrownBy(() -> Preprocessing.fit(Table.ofRows(INPUTS, List.of(rows)), settings))
                .hasMessageContaining("the preprocessing of d")
                .hasMessageContaining(reason);
    }

    private static EncodedRows encode(Object[]... rows) {
        return new Encoder(INPUTS, FITTED).encode(Table.ofRows(INPUTS, List.of(rows)));
    }
}
