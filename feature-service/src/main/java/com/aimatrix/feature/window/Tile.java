package com.aimatrix.feature.window;

import java.nio.ByteBuffer;

/**
 * State of one entity (and group) in [start, start + span).
 *
 * @param observations 20 bytes an event (milliseconds since start, epoch milliseconds of arrival, bits of the value); null when
 *     they were not read
 * @param distinctState encoded {@link DistinctState} of all events, or null
 */
record Tile(
        String group,
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
        byte[] observations,
        byte[] distinctState) {

    static final int OBSERVATION_BYTES = Integer.BYTES + 2 * Long.BYTES;

    /** Adds the events in (afterMs, untilMs]. */
    void addObservations(long afterMs, long untilMs, boolean distinct, WindowState state) {
        ByteBuffer buffer = ByteBuffer.wrap(observations);
        while (buffer.remaining() >= OBSERVATION_BYTES) {
            long at = startMs + buffer.getInt();
            buffer.getLong();
            long bits = buffer.getLong();
            if (at > afterMs && at <= untilMs) {
                state.add(at, bits, distinct);
            }
        }
    }

    Tile withDistinct(byte[] state) {
        return new Tile(
                group,
                spanMs,
                startMs,
                events,
                n,
                sumHigh,
                sumLow,
                squareHigh,
                squareLow,
                min,
                max,
                lastAtMs,
                last,
                null,
                state);
    }

    boolean isWholeIn(long afterMs, long untilMs) {
        return startMs > afterMs && startMs + spanMs - 1 <= untilMs;
    }

    boolean touches(long afterMs, long untilMs) {
        return startMs + spanMs - 1 > afterMs && startMs <= untilMs;
    }
}
