package com.aimatrix.transform.fitting;

import java.util.Arrays;

/**
 * All numbers as long as there is room; when it runs out every second one is dropped, and from then on only every
 * second, fourth, eighth ... is taken. What is kept depends on the order of the numbers and on nothing else.
 */
final class Sample {

    /** So many are kept exactly: 32 MB. */
    static final int MOST = 4_000_000;

    private static final int FIRST_ROOM = 1024;

    private final int most;
    private double[] kept;
    private int size;
    private long stride = 1;
    private long seen;

    /** @param most an even number */
    Sample(int most) {
        this.most = most;
        this.kept = new double[Math.min(most, FIRST_ROOM)];
    }

    void add(double value) {
        if (seen++ % stride != 0) {
            return;
        }
        if (size == most) {
            // The size is even, so the number at hand is the next of the longer stride.
            thin();
        }
        if (size == kept.length) {
            kept = Arrays.copyOf(kept, Math.min(most, 2 * kept.length));
        }
        kept[size++] = value;
    }

    private void thin() {
        for (int i = 0; 2 * i < size; i++) {
            kept[i] = kept[2 * i];
        }
        size /= 2;
        stride *= 2;
    }

    double[] sorted() {
        double[] sorted = Arrays.copyOf(kept, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
