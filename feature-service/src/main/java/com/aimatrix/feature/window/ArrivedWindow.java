package com.aimatrix.feature.window;

import com.aimatrix.transform.Aggregate;

/**
 * One window that counts only what had arrived by the time asked for. Late observations enter out of order, so each answer is
 * counted anew from the observations in the window.
 */
final class ArrivedWindow {

    private final Observations observations;
    private final long windowMs;
    private final Aggregate aggregate;
    private final boolean hashes;
    private WindowState state = new WindowState();

    ArrivedWindow(Observations observations, long windowMs, Aggregate aggregate, boolean hashes) {
        this.observations = observations;
        this.windowMs = windowMs;
        this.aggregate = aggregate;
        this.hashes = hashes;
    }

    /** The aggregate of what lies in (untilMs - window, untilMs] and had arrived by untilMs, NaN where undefined. */
    double valueAt(long untilMs) {
        state = new WindowState();
        int end = observations.firstAfter(untilMs);
        for (int i = observations.firstAfter(untilMs - windowMs); i < end; i++) {
            if (observations.arrival(i) <= untilMs) {
                state.add(observations.time(i), observations.bits(i), hashes);
            }
        }
        Double value = state.value(aggregate);
        return value == null ? Double.NaN : value;
    }

    boolean hasEvents() {
        return state.events > 0;
    }
}
