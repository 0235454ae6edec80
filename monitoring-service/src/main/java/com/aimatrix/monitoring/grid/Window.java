package com.aimatrix.monitoring.grid;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of event time in which a version predicted.
 *
 * @param startsAt inclusive
 * @param endsAt exclusive
 */
public record Window(String model, int version, Instant startsAt, Instant endsAt) {

    /** The window that a time falls into; windows are aligned to the epoch. */
    public static Window containing(String model, int version, Instant at, Duration length) {
        long lengthMs = length.toMillis();
        long startMs = Math.floorDiv(at.toEpochMilli(), lengthMs) * lengthMs;
        return new Window(model, version, Instant.ofEpochMilli(startMs), Instant.ofEpochMilli(startMs + lengthMs));
    }
}
