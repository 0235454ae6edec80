package com.aimatrix.feature.window;

import java.util.HashMap;
import java.util.Map;

/** Distinct values of a window that moves: values enter and leave, and the count is what {@link DistinctState} gives for the set. */
final class SlidingDistinct {

    private final Map<Long, int[]> occurrences = new HashMap<>();

    /** Distinct values by register and rank, made when the set has first grown beyond what is counted exactly. */
    private int[][] ranks;

    private final int[] highest = new int[HyperLogLog.REGISTERS];

    /** Registers by value. */
    private final int[] counts = new int[HyperLogLog.HIGHEST + 1];

    void enter(long hash) {
        int[] times = occurrences.computeIfAbsent(hash, ignored -> new int[1]);
        if (times[0]++ > 0) {
            return;
        }
        if (ranks != null) {
            addToRegister(hash);
        } else if (occurrences.size() > DistinctState.MOST_EXACT) {
            ranks = new int[HyperLogLog.REGISTERS][];
            counts[0] = HyperLogLog.REGISTERS;
            occurrences.keySet().forEach(this::addToRegister);
        }
    }

    void leave(long hash) {
        int[] times = occurrences.get(hash);
        if (--times[0] > 0) {
            return;
        }
        occurrences.remove(hash);
        if (ranks != null) {
            removeFromRegister(hash);
        }
    }

    private void addToRegister(long hash) {
        int register = HyperLogLog.register(hash);
        int rank = HyperLogLog.rank(hash);
        if (ranks[register] == null) {
            ranks[register] = new int[HyperLogLog.HIGHEST + 1];
        }
        ranks[register][rank]++;
        if (rank > highest[register]) {
            move(register, rank);
        }
    }

    private void removeFromRegister(long hash) {
        int register = HyperLogLog.register(hash);
        int rank = HyperLogLog.rank(hash);
        ranks[register][rank]--;
        int top = highest[register];
        while (top > 0 && ranks[register][top] == 0) {
            top--;
        }
        move(register, top);
    }

    private void move(int register, int value) {
        counts[highest[register]]--;
        highest[register] = value;
        counts[value]++;
    }

    double count() {
        return occurrences.size() <= DistinctState.MOST_EXACT
                ? occurrences.size()
                : Math.rint(HyperLogLog.estimate(counts));
    }
}
