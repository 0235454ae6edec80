package com.aimatrix.transform.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class TruncatedSvdTest {

    @Test
    void theGreatestSingularValuesAreThoseOfAFullDecomposition() {
        SparseMatrix matrix = random(300, 120);
        var dense = new DMatrixRMaj(300, 120);
        for (int row = 0; row < 300; row++) {
            for (int i = matrix.starts()[row]; i < matrix.starts()[row + 1]; i++) {
                dense.set(row, matrix.places()[i], matrix.values()[i]);
            }
        }
        var full = DecompositionFactory_DDRM.svd(300, 120, false, false, true);
        full.decompose(dense);
        double[] all = IntStream.range(0, 120)
                .mapToDouble(i -> -full.getSingularValues()[i])
                .sorted()
                .map(value -> -value)
                .toArray();

        double[] found = TruncatedSvd.of(matrix, 5, 11).values();

        assertThat(found).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(found[i]).isCloseTo(all[i], within(1e-9 * all[i]));
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        SparseMatrix matrix = random(50, 40);
        assertThat(TruncatedSvd.of(matrix, 4, 9).left().data)
                .isEqualTo(TruncatedSvd.of(matrix, 4, 9).left().data);
    }

    @Test
    void singularValuesBeyondTheRankAreZero() {
        // Rows (1, 2), (2, 4) and (3, 6): one direction only.
        var matrix = new SparseMatrix(
                3, 2, new int[] {0, 2, 4, 6}, new int[] {0, 1, 0, 1, 0, 1}, new double[] {1, 2, 2, 4, 3, 6});

        TruncatedSvd svd = TruncatedSvd.of(matrix, 2, 0);

        assertThat(svd.values()[0]).isCloseTo(Math.sqrt(70), within(1e-12));
        assertThat(svd.values()[1]).isZero();
        assertThat(svd.left().get(2, 0)).isCloseTo(3 / Math.sqrt(14), within(1e-12));
    }

    @Test
    void groupsThatHaveNothingInCommonAreTold() {
        // Two rows on the first two columns, two on the others, all ones: the singular values are 2, 2, 0 and 0.
        var matrix =
                new SparseMatrix(4, 4, new int[] {0, 2, 4, 6, 8}, new int[] {0, 1, 0, 1, 2, 3, 2, 3}, new double[] {
                    1, 1, 1, 1, 1, 1, 1, 1
                });

        TruncatedSvd svd = TruncatedSvd.of(matrix, 2, 0);

        assertThat(svd.values()).containsExactly(new double[] {2, 2}, within(1e-12));
        for (int i = 0; i < 2; i++) {
            assertThat(svd.left().get(1, i)).isCloseTo(svd.left().get(0, i), within(1e-12));
            assertThat(svd.left().get(3, i)).isCloseTo(svd.left().get(2, i), within(1e-12));
        }
        double[] squares = new double[2];
        for (int row = 0; row < 4; row++) {
            for (int i = 0; i < 2; i++) {
                squares[i] += svd.left().get(row, i) * svd.left().get(row, i);
            }
        }
        assertThat(squares).as("columns of the length 1").containsExactly(new double[] {1, 1}, within(1e-12));
    }

    private static SparseMatrix random(int rows, int columns) {
        var random = new Random(2);
        int[] starts = new int[rows + 1];
        int[] places = new int[rows * columns];
        double[] values = new double[rows * columns];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextInt(4) == 0) {
                    places[next] = column;
                    values[next++] = random.nextDouble() / (1 + column);
                }
            }
            starts[row + 1] = next;
        }
        return new SparseMatrix(rows, columns, starts, places, values);
    }
}
