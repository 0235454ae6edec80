package com.aimatrix.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One flight of the data set; times and delays are null where the data have none.
 *
 * @param departureDelayMin minutes, negative is early; likewise arrivalDelayMin
 */
public record Flight(
        String id,
        Instant scheduled,
        Instant departed,
        Instant arrived,
        String carrier,
        String tailNumber,
        String origin,
        String destination,
        double distanceMi,
        Double departureDelayMin,
        Double arrivalDelayMin) {

    private static final Duration ASKED_BEFORE = Duration.ofMinutes(60);
    private static final double LATE_MIN = 15;

    /** When the question is asked. */
    public Instant predictionTime() {
        return scheduled.minus(ASKED_BEFORE);
    }

    /** Whether the outcome is known in the end: cancelled and diverted flights have none. */
    public boolean hasLanded() {
        return arrived != null && arrivalDelayMin != null && scheduled != null;
    }

    public boolean hasDeparted() {
        return departed != null && departureDelayMin != null;
    }

    public boolean wasLate() {
        return arrivalDelayMin >= LATE_MIN;
    }

    /** The join keys of every entity of the flight; an unknown tail number is null. */
    public Map<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("tail_num", tailNumber);
        keys.put("carrier", carrier);
        keys.put("origin", origin);
        keys.put("dest", destination);
        return keys;
    }
}
