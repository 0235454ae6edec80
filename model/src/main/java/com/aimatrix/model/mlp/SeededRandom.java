package com.aimatrix.model.mlp;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014), written out because a run must repeat bit by bit on any JDK.
 *
 * <p>A stream is named by the run's seed and two numbers, such as purpose and epoch; so a run that is resumed needs no
 * stored state, only the number of the epoch.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SeededRandom(long seed, long purpose, long index) {
        state = mix(mix(seed + GOLDEN_GAMMA) + purpose * GOLDEN_GAMMA);
        state = mix(state + index * GOLDEN_GAMMA);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below 1, in steps of 2^-24. */
    float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** Values from {@code -bound} to below {@code bound}. */
    float[] uniform(int count, double bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((2 * nextFloat() - 1) * bound);
        }
        return values;
    }

    /** The numbers from 0 to below {@code count} in random order (Fisher and Yates). */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            // The upper 64 bits of a product spread evenly over the bound; its bias is below count / 2^63.
            int j = (int) Math.multiplyHigh(nextLong() >>> 1, (long) (i + 1) << 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Fills a dropout mask: 0 with the given probability (to 1/65536), else the factor that keeps the mean. */
    void dropoutMask(float[] mask, double dropout) {
        int threshold = (int) Math.round(dropout * 65536);
        float keep = (float) (1 / (1 - threshold / 65536.0));
        for (int i = 0; i < mask.length; i += 4) {
            long bits = nextLong();
            for (int k = i; k < Math.min(i + 4, mask.length); k++) {
                mask[k] = (bits & 0xFFFF) < threshold ? 0 : keep;
                bits >>>= 16;
            }
        }
    }
}
