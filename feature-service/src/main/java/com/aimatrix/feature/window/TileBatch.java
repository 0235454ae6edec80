package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a batch of events adds to tiles. */
public class TileBatch {

    private final Map<Key, Change> changes = new HashMap<>();

    /** In this order rows are locked, by every writer. */
    record Key(int seriesId, String entity, int spanS, long startMs, String group) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(seriesId, other.seriesId);
            order = order != 0 ? order : entity.compareTo(other.entity);
            order = order != 0 ? order : Integer.compare(spanS, other.spanS);
            order = order != 0 ? order : Long.compare(startMs, other.startMs);
            return order != 0 ? order : group.compareTo(other.group);
        }
    }

    /** State and observations of the new events of one tile. */
    static final class Change {
        final WindowState state = new WindowState();
        private ByteBuffer observations = ByteBuffer.allocate(0);

        private void observe(int offsetMs, long arrivalMs, long bits) {
            if (observations.remaining() < Tile.OBSERVATION_BYTES) {
                observations.flip();
                int capacity = Math.max(Tile.OBSERVATION_BYTES, 2 * observations.capacity());
                observations = ByteBuffer.allocate(capacity).put(observations);
            }
            observations.putInt(offsetMs).putLong(arrivalMs).putLong(bits);
        }

        byte[] observations() {
            byte[] bytes = new byte[observations.position()];
            observations.get(0, bytes);
            return bytes;
        }
    }

    /**
     * Adds an event to a series, unless it names no entity or the series leaves it out.
     *
     * @param arrivalMs when the event was received
     */
    public void add(Series series, long atMs, long arrivalMs, JsonNode payload) {
        String entity = series.entityOf(payload);
        if (entity != null) {
            add(series, entity, series.groupOf(payload), atMs, arrivalMs, series.bitsOf(payload));
        }
    }

    /** Adds an observation. */
    public void add(Series series, String entity, String group, long atMs, long arrivalMs, long bits) {
        long start = Math.floorDiv(atMs, series.fineSpanMs()) * series.fineSpanMs();
        Change fine = change(series.id(), entity, series.fineSpanMs(), start, group);
        count(series, fine.state, atMs, bits);
        fine.observe((int) (atMs - start), arrivalMs, bits);
        if (series.coarseSpanMs() != null) {
            long coarseStart = Math.floorDiv(atMs, series.coarseSpanMs()) * series.coarseSpanMs();
            count(series, change(series.id(), entity, series.coarseSpanMs(), coarseStart, group).state, atMs, bits);
        }
    }

    private static void count(Series series, WindowState state, long atMs, long bits) {
        if (series.isDistinct()) {
            state.count(bits != Series.NO_HASH);
        } else {
            state.add(atMs, bits, false);
        }
    }

    private Change change(int seriesId, String entity, long spanMs, long startMs, String group) {
        return changes.computeIfAbsent(
                new Key(seriesId, entity, (int) (spanMs / 1000), startMs, group), ignored -> new Change());
    }

    /** Number of tiles that change. */
    public int size() {
        return changes.size();
    }

    List<Map.Entry<Key, Change>> inOrder() {
        var ordered = new ArrayList<>(changes.entrySet());
        ordered.sort(Map.Entry.comparingByKey());
        return ordered;
    }

    void clear() {
        changes.clear();
    }
}
