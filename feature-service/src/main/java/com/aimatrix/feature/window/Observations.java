package com.aimatrix.feature.window;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** All observations of one entity (and group) in order of time, and of value at the same time. */
final class Observations {

    private long[] times = new long[256];
    private long[] arrivals = new long[256];
    private long[] bits = new long[256];
    private int size;
    private boolean inOrder = true;

    void clear() {
        size = 0;
        inOrder = true;
    }

    /**
     * @param startMs of the tile
     * @param arrivedByMs later arrivals are left out
     */
    void add(long startMs, byte[] encoded, long arrivedByMs) {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        while (buffer.remaining() >= Tile.OBSERVATION_BYTES) {
            long at = startMs + buffer.getInt();
            long arrival = buffer.getLong();
            long value = buffer.getLong();
            if (arrival <= arrivedByMs) {
                add(at, arrival, value);
            }
        }
    }

    private void add(long atMs, long arrivalMs, long value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            arrivals = Arrays.copyOf(arrivals, 2 * size);
            bits = Arrays.copyOf(bits, 2 * size);
        }
        inOrder &= size == 0 || order(times[size - 1], bits[size - 1], atMs, value) <= 0;
        times[size] = atMs;
        arrivals[size] = arrivalMs;
        bits[size++] = value;
    }

    private static int order(long time, long bits, long otherTime, long otherBits) {
        int byTime = Long.compare(time, otherTime);
        return byTime != 0 ? byTime : Double.compare(Double.longBitsToDouble(bits), Double.longBitsToDouble(otherBits));
    }

    void sort() {
        if (inOrder) {
            return;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> order(times[a], bits[a], times[b], bits[b]));
        times = reordered(times, order);
        arrivals = reordered(arrivals, order);
        bits = reordered(bits, order);
        inOrder = true;
    }

    private static long[] reordered(long[] values, Integer[] order) {
        long[] sorted = new long[order.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }

    int size() {
        return size;
    }

    long time(int i) {
        return times[i];
    }

    long arrival(int i) {
        return arrivals[i];
    }

    long bits(int i) {
        return bits[i];
    }

    double value(int i) {
        return Double.longBitsToDouble(bits[i]);
    }

    /** Position of the first observation after a time. */
    int firstAfter(long timeMs) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
