package com.aimatrix.transform.fitting;

import org.ejml.data.DMatrixRMaj;

/**
 * A matrix of few numbers among many zeros, row by row.
 *
 * @param starts where each row begins in the other two, and where the last one ends
 * @param places columns of the numbers
 */
record SparseMatrix(int rows, int columns, int[] starts, int[] places, double[] values) {

    /** This one times a dense one. */
    DMatrixRMaj times(DMatrixRMaj dense) {
        int width = dense.numCols;
        var product = new DMatrixRMaj(rows, width);
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                add(values[i], dense.data, places[i] * width, product.data, row * width, width);
            }
        }
        return product;
    }

    /** The transpose of this one times a dense one. */
    DMatrixRMaj transposeTimes(DMatrixRMaj dense) {
        int width = dense.numCols;
        var product = new DMatrixRMaj(columns, width);
        for (int row = 0; row < rows; row++) {
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                add(values[i], dense.data, row * width, product.data, places[i] * width, width);
            }
        }
        return product;
    }

    private static void add(double factor, double[] from, int fromStart, double[] to, int toStart, int width) {
        for (int i = 0; i < width; i++) {
            to[toStart + i] += factor * from[fromStart + i];
        }
    }
}
