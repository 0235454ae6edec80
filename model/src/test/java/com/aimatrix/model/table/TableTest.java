package com.aimatrix.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final List<Input> INPUTS =
            List.of(new Input("distance", FeatureKind.NUMERIC), new Input("carrier", FeatureKind.CATEGORICAL));

    @Test
    void numbersBooleansTextAndNullsAreTaken() {
        Table table = Table.ofRows(
                INPUTS, List.of(new Object[] {7, "AA"}, new Object[] {true, 12}, new Object[] {null, null}));

        assertThat(table.numeric("distance")).containsExactly(7, 1, Double.NaN);
        assertThat(table.categorical("carrier")).containsExactly("AA", "12", null);
    }

    @Test
    void aRowThatDoesNotFitIsRefusedWithItsPlaceAndInput() {
        List<Object[]> text = List.of(new Object[] {1, "AA"}, new Object[] {"far", "AA"});
        List<Object[]> infinite = List.<Object[]>of(new Object[] {Double.POSITIVE_INFINITY, "AA"});
        List<Object[]> shortRow = List.<Object[]>of(new Object[] {1});

        assertThatThrownBy(() -> Table.ofRows(INPUTS, text))
                .isInstanceOfSatisfying(InvalidRowException.class, e -> {
                    assertThat(e.row()).isEqualTo(1);
                    assertThat(e.input()).isEqualTo("distance");
                })
                .hasMessage("row 1: distance must be a finite number or null, found 'far'");
        assertThatThrownBy(() -> Table.ofRows(INPUTS, infinite)).hasMessageContaining("finite");
        assertThatThrownBy(() -> Table.ofRows(INPUTS, shortRow)).hasMessage("row 0 has 1 values, expected 2");
    }

    @Test
    void selectedRowsComeInTheOrderAsked() {
        Table table = Table.ofRows(INPUTS, List.of(new Object[] {1, "A"}, new Object[] {2, "B"}, new Object[] {3, "C"}))
                .select(new int[] {2, 0});

        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.numeric("distance")).containsExactly(3, 1);
        assertThat(table.categorical("carrier")).containsExactly("C", "A");
    }
}
