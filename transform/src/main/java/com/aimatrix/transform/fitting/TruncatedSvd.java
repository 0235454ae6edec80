package com.aimatrix.transform.fitting;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/**
 * The greatest singular values and their left vectors, by randomized subspace iteration (Halko, Martinsson and Tropp,
 * 2011, algorithms 4.4 and 5.1). The same matrix and seed give the same bits.
 *
 * @param left {@code rows x n}; of each column the component of the greatest magnitude is positive
 * @param values n of them, falling; those within rounding of 0 are 0
 */
record TruncatedSvd(DMatrixRMaj left, double[] values) {

    private static final int OVERSAMPLING = 10;

    /** As scikit-learn's {@code randomized_svd} does for few components. */
    private static final int ITERATIONS = 7;

    /** Of a double: the gap between 1 and the next number. */
    private static final double EPSILON = 0x1p-52;

    /** @param components at most so many are found, and no more than the matrix has rows or columns */
    static TruncatedSvd of(SparseMatrix matrix, int components, long seed) {
        int most = Math.min(matrix.rows(), matrix.columns());
        DMatrixRMaj basis = range(matrix, Math.min(most, components + OVERSAMPLING), seed);
        // B' = A' Q is small and has the singular values of A; from B' = W S V' follows A = (Q V) S W'.
        DMatrixRMaj small = matrix.transposeTimes(basis);
        var svd = DecompositionFactory_DDRM.svd(small.numRows, small.numCols, false, true, true);
        if (!svd.decompose(small)) {
            throw new IllegalStateException("the singular values of a finite matrix were not found");
        }
        var left = new DMatrixRMaj(basis.numRows, svd.numberOfSingularValues());
        CommonOps_DDRM.mult(basis, svd.getV(null, false), left);
        return falling(left, svd.getSingularValues(), Math.min(most, components), matrix);
    }

    /** An orthonormal basis of what the matrix maps a random space to, sharpened by power iterations. */
    private static DMatrixRMaj range(SparseMatrix matrix, int width, long seed) {
        // The sequence of java.util.Random is part of its specification.
        var random = new Random(seed);
        var start = new DMatrixRMaj(matrix.columns(), width);
        for (int i = 0; i < start.data.length; i++) {
            start.data[i] = random.nextGaussian();
        }
        DMatrixRMaj basis = orthonormal(matrix.times(start));
        for (int i = 0; i < ITERATIONS; i++) {
            basis = orthonormal(matrix.times(orthonormal(matrix.transposeTimes(basis))));
        }
        return basis;
    }

    /** Columns that are exactly 0 beside the others make the decomposition answer false; Q is orthonormal all the same. */
    private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
        var qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
        qr.decompose(matrix);
        return qr.getQ(null, true);
    }

    private static TruncatedSvd falling(DMatrixRMaj left, double[] found, int components, SparseMatrix matrix) {
        int[] order = IntStream.range(0, left.numCols)
                .boxed()
                .sorted(Comparator.comparing(i -> -found[i]))
                .mapToInt(i -> i)
                .toArray();
        double rounding = found[order[0]] * Math.max(matrix.rows(), matrix.columns()) * EPSILON;
        var vectors = new DMatrixRMaj(left.numRows, components);
        double[] values = new double[components];
        for (int i = 0; i < components; i++) {
            int from = order[i];
            values[i] = found[from] > rounding ? found[from] : 0;
            double sign = sign(left, from);
            for (int row = 0; row < left.numRows; row++) {
                vectors.set(row, i, sign * left.get(row, from));
            }
        }
        return new TruncatedSvd(vectors, values);
    }

    private static double sign(DMatrixRMaj matrix, int column) {
        double greatest = 0;
        for (int row = 0; row < matrix.numRows; row++) {
            double component = matrix.get(row, column);
            greatest = Math.abs(component) > Math.abs(greatest) ? component : greatest;
        }
        return Math.signum(greatest);
    }
}
