package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a batch of events adds to tiles. */
public class TileBatch {

    private final Map<Key, Change> changes = new HashMap<>();

    /** In this order rows are locked, by every writer. */
    record Key(int seriesId, String entity, int spanS, long startMs) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(seriesId, other.seriesId);
            order = order != 0 ? order : entity.compareTo(other.entity);
            order = order != 0 ? order : Integer.compare(spanS, other.spanS);
            return order != 0 ? order : Long.compare(startMs, other.startMs);
        }
    }

    /** State and observations of the new events of one tile. */
    static final class Change {
        final WindowState state = new WindowState();
        private ByteBuffer observations = ByteBuffer.allocate(4 * Tile.OBSERVATION_BYTES);

        private void observe(long atMs, double value) {
            if (!observations.hasRemaining()) {
                observations.flip();
                observations = ByteBuffer.allocate(2 * observations.capacity()).put(observations);
            }
            observations.putLong(atMs).putDouble(value);
        }

        byte[] observations() {
            byte[] bytes = new byte[observations.position()];
            observations.get(0, bytes);
            return bytes;
        }
    }

    /** Adds an event to the series of its source. */
    public void add(List<Series> series, long atMs, JsonNode payload) {
        for (Series each : series) {
            String entity = each.entityOf(payload);
            if (entity != null) {
                add(each, entity, atMs, each.valueOf(payload));
            }
        }
    }

    private void add(Series series, String entity, long atMs, double value) {
        Change fine = change(series.id(), entity, series.fineSpanMs(), atMs);
        fine.state.add(atMs, value);
        fine.observe(atMs, value);
        if (series.coarseSpanMs() != null) {
            change(series.id(), entity, series.coarseSpanMs(), atMs).state.add(atMs, value);
        }
    }

    private Change change(int seriesId, String entity, long spanMs, long atMs) {
        var key = new Key(seriesId, entity, (int) (spanMs / 1000), Math.floorDiv(atMs, spanMs) * spanMs);
        return changes.computeIfAbsent(key, ignored -> new Change());
    }

    /** Number of tiles that change. */
    public int size() {
        return changes.size();
    }

    Map<Key, Change> inOrder() {
        return new TreeMap<>(changes);
    }

    void clear() {
        changes.clear();
    }
}
