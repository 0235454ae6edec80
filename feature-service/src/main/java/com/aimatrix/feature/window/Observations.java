package com.aimatrix.feature.window;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** All observations of one entity in order of time (and of value at the same time). */
final class Observations {

    private long[] times = new long[256];
    private double[] values = new double[256];
    private int size;
    private boolean inOrder = true;

    void clear() {
        size = 0;
        inOrder = true;
    }

    void add(byte[] encoded) {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        while (buffer.remaining() >= Tile.OBSERVATION_BYTES) {
            add(buffer.getLong(), buffer.getDouble());
        }
    }

    private void add(long atMs, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        inOrder &= size == 0 || isBefore(times[size - 1], values[size - 1], atMs, value);
        times[size] = atMs;
        values[size++] = value;
    }

    private static boolean isBefore(long time, double value, long otherTime, double otherValue) {
        return time < otherTime || time == otherTime && Double.compare(value, otherValue) <= 0;
    }

    void sort() {
        if (inOrder) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byTime = Long.compare(times[a], times[b]);
            return byTime != 0 ? byTime : Double.compare(values[a], values[b]);
        });
        long[] sortedTimes = new long[size];
        double[] sortedValues = new double[size];
        for (int i = 0; i < size; i++) {
            sortedTimes[i] = times[order[i]];
            sortedValues[i] = values[order[i]];
        }
        times = sortedTimes;
        values = sortedValues;
        inOrder = true;
    }

    int size() {
        return size;
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return values[i];
    }
}
