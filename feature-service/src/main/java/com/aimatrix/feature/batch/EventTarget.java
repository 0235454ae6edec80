package com.aimatrix.feature.batch;

import com.aimatrix.feature.ingest.EventBatches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rows that become the events of a source. The first column is the time; the second, where there is one, the id. */
final class EventTarget implements BatchTarget {

    private final EventBatches events;
    private final String source;
    private final String tableId;
    private final boolean hasId;
    private final List<Field> fields;
    private final List<String> columns;
    private final boolean inOrder;
    private final int rowsAtOnce;

    /**
     * A column that goes into the payload.
     *
     * @param typed brings its values to their type
     */
    record Field(String column, PayloadPath path, UnaryOperator<JsonNode> typed) {}

    /**
     * @param id null: the ids are made of the table's and the number of the row
     * @param inOrder whether the events must go in one after the other
     */
    EventTarget(
            EventBatches events,
            String source,
            String tableId,
            String time,
            String id,
            List<Field> fields,
            boolean inOrder,
            int rowsAtOnce) {
        this.events = events;
        this.source = source;
        this.tableId = tableId;
        this.hasId = id != null;
        this.fields = fields;
        this.inOrder = inOrder;
        this.rowsAtOnce = rowsAtOnce;
        this.columns = new ArrayList<>();
        columns.add(time);
        if (hasId) {
            columns.add(id);
        }
        fields.forEach(each -> columns.add(each.column()));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public int rowsAtOnce() {
        return rowsAtOnce;
    }

    @Override
    public int lanes() {
        return inOrder ? 1 : 2;
    }

    @Override
    public int keyOf(BatchRow row) {
        return idOf(row).hashCode();
    }

    private String idOf(BatchRow row) {
        return hasId ? String.valueOf(row.text(1)) : "%s:%d".formatted(tableId, row.number() + 1);
    }

    @Override
    public void take(List<BatchRow> rows, Consumer<BatchOutcome> with) {
        var timely = new ArrayList<EventBatches.Event>(rows.size());
        var refused = new HashMap<Long, String>();
        for (BatchRow row : rows) {
            Instant time = RowTimes.of(row.values()[0]);
            if (time == null) {
                refused.put(row.number(), RowTimes.problem(columns.get(0), row.values()[0]));
            } else {
                timely.add(new EventBatches.Event(row.number(), hasId ? row.text(1) : idOf(row), time, payload(row)));
            }
        }
        events.take(source, timely, taken -> {
            refused.putAll(taken.refused());
            with.accept(new BatchOutcome(
                    taken.accepted(), taken.duplicates(), taken.tooLate(), taken.quarantined(), refused));
        });
    }

    private JsonNode payload(BatchRow row) {
        var payload = JsonNodeFactory.instance.objectNode();
        int first = columns.size() - fields.size();
        for (int i = 0; i < fields.size(); i++) {
            JsonNode value = row.values()[first + i];
            if (value != null) {
                fields.get(i).path().put(payload, fields.get(i).typed().apply(value));
            }
        }
        return payload;
    }
}
