package com.aimatrix.feature.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The writers of a batch. Rows of one key go to one of them, so that they go in one after the other. */
final class BatchLanes implements AutoCloseable {

    /** Of wide rows fewer go at once: numbers in them. */
    private static final int WEIGHT_AT_ONCE = 80_000;

    private static final int CHARACTERS_OF_A_NUMBER = 16;

    /** Keys that differ in their last bits alone must not all meet in one lane (Knuth's multiplicative hashing). */
    private static final int SPREAD = 0x9E3779B9;

    private final BatchTarget target;
    private final List<BatchLane> lanes = new ArrayList<>();
    private List<List<BatchRow>> part;
    private long from;
    private long next;
    private long weight;

    /** @param positions next row of each lane */
    BatchLanes(String batchId, List<Long> positions, BatchTarget target, BatchProgress progress) {
        this.target = target;
        for (int i = 0; i < positions.size(); i++) {
            lanes.add(new BatchLane(batchId, i, positions.get(i), target, progress));
        }
        from = Collections.min(positions);
        next = from;
        begin();
    }

    /** The row to begin with. */
    long next() {
        return next;
    }

    private void begin() {
        from = next;
        weight = 0;
        part = new ArrayList<>();
        lanes.forEach(lane -> part.add(new ArrayList<>(target.rowsAtOnce() / lanes.size())));
    }

    /**
     * Takes the next row.
     *
     * @throws RuntimeException what earlier rows have failed with
     */
    void add(JsonNode[] values) throws InterruptedException {
        var row = new BatchRow(next++, values);
        part.get((target.keyOf(row) * SPREAD >>> 16) % lanes.size()).add(row);
        for (JsonNode each : values) {
            weight += weight(each);
        }
        if (next - from >= target.rowsAtOnce() || weight >= WEIGHT_AT_ONCE) {
            put();
        }
    }

    /** Of a value, in numbers. */
    private static int weight(JsonNode value) {
        if (value == null || value.isNumber()) {
            return 1;
        }
        int weight = 1 + (value.isString() ? value.stringValue().length() / CHARACTERS_OF_A_NUMBER : 0);
        for (JsonNode each : value) {
            weight += weight(each);
        }
        return weight;
    }

    private void put() throws InterruptedException {
        for (int i = 0; i < lanes.size(); i++) {
            lanes.get(i).put(from, next, part.get(i));
        }
        begin();
    }

    /** Takes what is left, and waits until everything is in. */
    void finish() throws InterruptedException {
        put();
        for (BatchLane each : lanes) {
            each.finish();
        }
    }

    @Override
    public void close() {
        lanes.forEach(BatchLane::close);
    }
}
