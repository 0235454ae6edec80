package com.aimatrix.feature.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumTest {

    @Test
    void agreesWithExactArithmeticAfterManyTermsCameAndWent() {
        var random = new SplittableRandom(7);
        double[] terms = random.doubles(10_000, -1e6, 1e6).toArray();
        var sum = new Sum();
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < terms.length; i++) {
            sum.add(terms[i]);
            exact = exact.add(new BigDecimal(terms[i]));
            if (i >= 100) {
                sum.add(-terms[i - 100]);
                exact = exact.subtract(new BigDecimal(terms[i - 100]));
            }
        }
        assertThat(sum.value()).isEqualTo(exact.doubleValue());
    }

    @Test
    void standardDeviationOfLargeNumbersDoesNotCancel() {
        var sum = new Sum();
        var squares = new Sum();
        for (double each : new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) {
            sum.add(each);
            squares.addSquare(each, 1);
        }
        assertThat(WindowState.stddev(4, sum, squares)).isCloseTo(Math.sqrt(30), within(1e-12));
    }
}
