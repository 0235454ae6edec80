package com.aimatrix.feature.window;

import java.nio.ByteBuffer;

/**
 * State of one entity in [start, start + span).
 *
 * @param observations 16 bytes an event (epoch milliseconds, value), empty in coarse tiles
 */
record Tile(
        long spanMs,
        long startMs,
        int events,
        int n,
        double sumHigh,
        double sumLow,
        double squareHigh,
        double squareLow,
        double min,
        double max,
        long lastAtMs,
        double last,
        byte[] observations) {

    static final int OBSERVATION_BYTES = 16;

    /** Adds the events in (afterMs, untilMs]. */
    void addObservations(long afterMs, long untilMs, WindowState state) {
        ByteBuffer buffer = ByteBuffer.wrap(observations);
        while (buffer.remaining() >= OBSERVATION_BYTES) {
            long at = buffer.getLong();
            double value = buffer.getDouble();
            if (at > afterMs && at <= untilMs) {
                state.add(at, value);
            }
        }
    }
}
