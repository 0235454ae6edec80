package com.aimatrix.contracts.feature;

import java.time.Instant;
import java.util.List;

/**
 * Asks for a training set: one row per spine event, with the features as they were known at the row's time.
 *
 * @param name a name for people
 * @param spine where the rows come from
 * @param features references {@code view:feature}
 */
public record TrainingSetRequest(String name, Spine spine, List<String> features) {

    /**
     * The rows: events of a source, with the time to look back from and the label in their payload. The join keys of
     * the features are read from the payload by their names.
     *
     * @param source name of the event source
     * @param timestamp payload path of the time asked at (RFC 3339); null takes the event's own time
     * @param id payload path of the row's id; null takes the event id
     * @param label payload path of the label
     * @param from rows with a time at or after this one
     * @param to rows with a time before this one
     * @param cut rows whose event was known at or before this time, so that a label from the future is never used; null
     *     is no limit
     */
    public record Spine(
            String source, String timestamp, String id, String label, Instant from, Instant to, Instant cut) {}
}
