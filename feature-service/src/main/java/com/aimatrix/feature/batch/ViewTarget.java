package com.aimatrix.feature.batch;

import com.aimatrix.feature.row.BulkRows;
import com.aimatrix.feature.row.RowLayout;
import com.aimatrix.feature.row.RowStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Rows that go into a view. The first column is the time, then come the join keys, then the features. */
final class ViewTarget implements BatchTarget {

    private final BulkRows rows;
    private final String view;
    private final RowStore.Target to;
    private final RowLayout layout;
    private final List<String> columns;
    private final List<UnaryOperator<JsonNode>> typed;
    private final int rowsAtOnce;

    /**
     * A column that is a join key or a feature.
     *
     * @param name of the join key or feature
     * @param typed brings its values to their type
     */
    record Field(String column, String name, UnaryOperator<JsonNode> typed) {}

    ViewTarget(
            BulkRows rows,
            String view,
            RowStore.Target to,
            String time,
            List<Field> joinKeys,
            List<Field> features,
            int rowsAtOnce) {
        this.rows = rows;
        this.view = view;
        this.to = to == null ? RowStore.Target.ONLINE_AND_OFFLINE : to;
        this.layout = new RowLayout(names(joinKeys), names(features));
        this.typed = features.stream().map(Field::typed).toList();
        this.columns = new ArrayList<>();
        this.rowsAtOnce = rowsAtOnce;
        columns.add(time);
        joinKeys.forEach(each -> columns.add(each.column()));
        features.forEach(each -> columns.add(each.column()));
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
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
        return 2;
    }

    @Override
    public int keyOf(BatchRow row) {
        int key = 0;
        for (int i = 1; i <= layout.joinKeys().size(); i++) {
            key = 31 * key + String.valueOf(row.text(i)).hashCode();
        }
        return key;
    }

    @Override
    public void take(List<BatchRow> all, Consumer<BatchOutcome> with) {
        var timely = new ArrayList<BulkRows.Row>(all.size());
        var refused = new HashMap<Long, String>();
        for (BatchRow row : all) {
            Instant time = RowTimes.of(row.values()[0]);
            if (time == null) {
                refused.put(row.number(), RowTimes.problem(columns.get(0), row.values()[0]));
            } else {
                timely.add(row(row, time));
            }
        }
        rows.write(view, layout, timely, to, taken -> {
            refused.putAll(taken.refused());
            with.accept(new BatchOutcome(taken.written(), 0, 0, taken.quarantined(), refused));
        });
    }

    private BulkRows.Row row(BatchRow row, Instant time) {
        JsonNode[] keys = new JsonNode[layout.joinKeys().size()];
        System.arraycopy(row.values(), 1, keys, 0, keys.length);
        JsonNode[] values = new JsonNode[typed.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = row.values()[1 + keys.length + i];
            values[i] = value == null ? null : typed.get(i).apply(value);
        }
        return new BulkRows.Row(row.number(), keys, time, values);
    }
}
