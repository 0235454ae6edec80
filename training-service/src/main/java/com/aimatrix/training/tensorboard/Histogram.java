package com.aimatrix.training.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How many values lie in each of 30 stretches of equal width, as {@code tf.summary.histogram} has it
 * (tensorboard/plugins/histogram/summary_v2.py): per stretch its lower and upper end and the count. All equal values are one
 * stretch of width 1. What is not finite is left out.
 *
 * @param edges one more than there are counts
 */
record Histogram(double[] edges, long[] counts) {

    private static final int BUCKETS = 30;

    static Histogram of(float[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long finite = 0;
        for (float each : values) {
            if (Float.isFinite(each)) {
                low = Math.min(low, each);
                high = Math.max(high, each);
                finite++;
            }
        }
        if (finite == 0) {
            return new Histogram(new double[] {0}, new long[0]);
        }
        if (low == high) {
            return new Histogram(new double[] {low - 0.5, low + 0.5}, new long[] {finite});
        }
        double width = (high - low) / BUCKETS;
        double[] edges = new double[BUCKETS + 1];
        for (int i = 0; i < BUCKETS; i++) {
            edges[i] = low + i * width;
        }
        edges[BUCKETS] = high;
        long[] counts = new long[BUCKETS];
        for (float each : values) {
            if (Float.isFinite(each)) {
                counts[(int) Math.min((each - low) / width, BUCKETS - 1)]++;
            }
        }
        return new Histogram(edges, counts);
    }

    int buckets() {
        return counts.length;
    }

    /** The rows one behind the other, as the content of a tensor of doubles. */
    byte[] littleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(counts.length * 3 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < counts.length; i++) {
            bytes.putDouble(edges[i]).putDouble(edges[i + 1]).putDouble(counts[i]);
        }
        return bytes.array();
    }
}
