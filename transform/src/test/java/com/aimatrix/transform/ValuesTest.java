package com.aimatrix.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    /** Expected texts by PostgreSQL 17.11: {@code select x::float8::text}. */
    @ParameterizedTest
    @CsvSource({
        "5.0, 5",
        "-0.0, -0",
        "0.0, 0",
        "1.5, 1.5",
        "-2.25, -2.25",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "0.000123, 0.000123",
        "1e14, 100000000000000",
        "999999999999999, 999999999999999",
        "1e15, 1e+15",
        "123456789012345.6, 123456789012345.6",
        "1234567890123456.7, 1.2345678901234568e+15",
        "2e23, 1.9999999999999998e+23",
        "1e23, 9.999999999999999e+22",
        "2.0e-3, 0.002",
        "1e100, 1e+100",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "4.9e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "9007199254740993, 9.007199254740992e+15",
        "0.30000000000000004, 0.30000000000000004",
        "-1.25e-7, -1.25e-07",
        "3.3e300, 3.3e+300",
        "7.120236347223045e-307, 7.120236347223045e-307"
    })
    void numbersAreWrittenAsPostgresWritesThem(double number, String text) {
        assertThat(Values.text(number)).isEqualTo(text);
    }

    @Test
    void otherSingleValuesAreWrittenAsTheyAre() {
        assertThat(Values.text(7L)).isEqualTo("7");
        assertThat(Values.text(true)).isEqualTo("true");
        assertThat(Values.text("5.0")).isEqualTo("5.0");
        assertThatThrownBy(() -> Values.text(new float[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wholeNumbersBecomeLongsAndOthersFiniteDoubles() {
        assertThat(Values.normal((byte) 3)).isEqualTo(3L);
        assertThat(Values.normal(0.5f)).isEqualTo(0.5);
        assertThat(Values.normal(3.0)).isEqualTo(3.0);
        assertThat(Values.normal(Double.NaN)).isNull();
        assertThat(Values.normal(null)).isNull();
        assertThat(Values.normal("x")).isEqualTo("x");
    }
}
