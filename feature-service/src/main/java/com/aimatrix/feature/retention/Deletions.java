package com.aimatrix.feature.retention;

/** Deletes much in small transactions, so that nobody waits for long. */
final class Deletions {

    private static final int AT_A_TIME = 20_000;

    private Deletions() {}

    /** Deletes up to a limit; answers how many. */
    interface Deletion {
        int run(int limit);
    }

    /** Ends early when the thread is interrupted: what is left is left to the next round. */
    static long all(Deletion deletion) {
        long all = 0;
        int last;
        do {
            last = deletion.run(AT_A_TIME);
            all += last;
        } while (last == AT_A_TIME && !Thread.currentThread().isInterrupted());
        return all;
    }
}
