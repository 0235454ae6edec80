package com.aimatrix.transform.fitting;

/**
 * Positive pointwise mutual information of categories and contexts, without shift (Levy and Goldberg, 2014):
 * {@code max(0, log(n(c, x) n / (n(c) n(x))))}.
 */
final class MutualInformation {

    private MutualInformation() {}

    /** @param counts by pair of row and column */
    static SparseMatrix of(LongCounts counts, int rows, int columns) {
        double[] ofRow = new double[rows];
        double[] ofColumn = new double[columns];
        double[] all = new double[1];
        counts.forEach((pair, count) -> {
            ofRow[Cooccurrences.row(pair)] += count;
            ofColumn[Cooccurrences.column(pair)] += count;
            all[0] += count;
        });
        int[] starts = new int[rows + 1];
        int[] places = new int[counts.size()];
        double[] values = new double[counts.size()];
        int next = 0;
        for (long pair : counts.sortedKeys()) {
            int row = Cooccurrences.row(pair);
            int column = Cooccurrences.column(pair);
            // StrictMath gives the same bits on every machine.
            double information = StrictMath.log(counts.get(pair) * all[0] / (ofRow[row] * ofColumn[column]));
            if (information > 0) {
                places[next] = column;
                values[next++] = information;
            }
            starts[row + 1] = next;
        }
        return new SparseMatrix(rows, columns, starts, places, values);
    }
}
