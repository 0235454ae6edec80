package com.aimatrix.feature.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * HyperLogLog (Flajolet et al. 2007) over 64-bit hashes with 4,096 registers, a standard error of 1.6 %; the estimate is Ertl's
 * improved raw estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6), which needs no
 * correction at either end.
 */
final class HyperLogLog {

    static final int INDEX_BITS = 12;
    static final int REGISTERS = 1 << INDEX_BITS;

    /** Highest value of a register. */
    static final int HIGHEST = 64 - INDEX_BITS + 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private static final double ALPHA = 0.5 / Math.log(2);

    private final byte[] registers = new byte[REGISTERS];

    static int register(long hash) {
        return (int) (hash >>> 64 - INDEX_BITS);
    }

    /** Position of the first 1 behind the index bits, from 1. */
    static int rank(long hash) {
        return Math.min(HIGHEST, Long.numberOfLeadingZeros(hash << INDEX_BITS) + 1);
    }

    void add(long hash) {
        int at = register(hash);
        registers[at] = (byte) Math.max(registers[at], rank(hash));
    }

    /** Eight registers at a time: none is above 127, so that the highest bit of each byte is free to tell which is greater. */
    void addRegisters(byte[] from, int offset) {
        for (int i = 0; i < REGISTERS; i += Long.BYTES) {
            long own = (long) LONGS.get(registers, i);
            long other = (long) LONGS.get(from, offset + i);
            long notLess = (own | HIGHEST_BITS) - other & HIGHEST_BITS;
            long keep = notLess | notLess - (notLess >>> 7);
            LONGS.set(registers, i, own & keep | other & ~keep);
        }
    }

    byte[] registers() {
        return registers;
    }

    double estimate() {
        int[] counts = new int[HIGHEST + 1];
        for (byte register : registers) {
            counts[register]++;
        }
        return estimate(counts);
    }

    /** @param counts number of registers of each value from 0 to {@link #HIGHEST} */
    static double estimate(int[] counts) {
        double m = REGISTERS;
        double z = m * tau(1 - counts[HIGHEST] / m);
        for (int k = HIGHEST - 1; k >= 1; k--) {
            z = 0.5 * (z + counts[k]);
        }
        z += m * sigma(counts[0] / m);
        return ALPHA * m * m / z;
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double weight = 1;
        double sum = x;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight += weight;
        } while (sum != before);
        return sum;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double weight = 1;
        double sum = 1 - x;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight *= 0.5;
            sum -= (1 - root) * (1 - root) * weight;
        } while (sum != before);
        return sum / 3;
    }
}
