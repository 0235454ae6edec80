package com.aimatrix.transform.fitting;

import java.util.Arrays;

/** How often each of many numbers was met: a hash table of longs with linear probing, 16 bytes a place. */
final class LongCounts {

    /** What is done with a number and its count. */
    interface Entry {
        void accept(long key, long count);
    }

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[1024];
    private long[] counts = new long[1024];
    private int size;

    /** Adds to the count of a number; the term is positive. */
    void add(long key, long term) {
        if (2 * size >= keys.length) {
            grow();
        }
        int place = place(key);
        if (counts[place] == 0) {
            keys[place] = key;
            size++;
        }
        counts[place] += term;
    }

    long get(long key) {
        return counts[place(key)];
    }

    /** How many different numbers there are. */
    int size() {
        return size;
    }

    /** Visits all in no particular order. */
    void forEach(Entry entry) {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                entry.accept(keys[i], counts[i]);
            }
        }
    }

    long[] sortedKeys() {
        long[] sorted = new long[size];
        int next = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                sorted[next++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Where a number is, or would be put. */
    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) (key * GOLDEN_GAMMA >>> 32) & mask;
        while (counts[place] > 0 && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                counts[place] = oldCounts[i];
            }
        }
    }
}
