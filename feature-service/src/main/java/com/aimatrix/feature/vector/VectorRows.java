package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.Feature;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.feature.definition.ViewDeleted;
import com.aimatrix.feature.definition.ViewPrepared;
import com.aimatrix.feature.vector.VectorStore.WrittenVector;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the newest vector of each entity where it can be searched. */
@Component
public class VectorRows {

    private final VectorStore store;
    private final JsonMapper json;

    VectorRows(VectorStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** A row that was written. */
    public record Row(String entity, long timeMs, long arrivalMs, JsonNode[] values) {

        /** Null where the row was written before there was such a feature. */
        private JsonNode value(int position) {
            return position >= values.length || values[position] == null || values[position].isNull()
                    ? null
                    : values[position];
        }

        private boolean isNewerThan(Row other) {
            return timeMs != other.timeMs ? timeMs > other.timeMs : arrivalMs >= other.arrivalMs;
        }
    }

    /** A new version of a view gets its tables, before anybody asks for its indexes. */
    @EventListener
    @Order(0)
    @Transactional(propagation = Propagation.MANDATORY)
    public void prepare(ViewPrepared prepared) {
        int position = 0;
        for (Feature feature : prepared.view().definition().storedFeatures()) {
            if (feature.type() == ValueType.VECTOR) {
                store.create(
                        prepared.view().id(),
                        feature.name(),
                        position,
                        feature.dimension(),
                        feature.vector().metricOrDefault());
            }
            position++;
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(ViewDeleted deleted) {
        store.discard(deleted.view().id());
    }

    /** Whether a view has vectors. */
    public static boolean isSearchable(RegisteredView view) {
        return view.storedColumns().stream().anyMatch(each -> each.type() == ValueType.VECTOR);
    }

    /** Must run in the transaction that writes the rows. */
    public void write(RegisteredView view, List<Row> rows) {
        if (!isSearchable(view)) {
            return;
        }
        List<Column.Stored> columns = view.storedColumns();
        var newest = new TreeMap<String, Row>();
        rows.forEach(row -> newest.merge(row.entity(), row, (a, b) -> b.isNewerThan(a) ? b : a));
        for (VectorTable table : store.of(view.id())) {
            write(table, columns, newest);
        }
    }

    private void write(VectorTable table, List<Column.Stored> columns, TreeMap<String, Row> newest) {
        var vectors = new ArrayList<WrittenVector>();
        var without = new ArrayList<WrittenVector>();
        for (Row row : newest.values()) {
            JsonNode vector = row.value(table.position());
            if (vector != null && isSearchable(vector, table.metric())) {
                vectors.add(written(row, vector.toString(), attributes(columns, row)));
            } else {
                without.add(written(row, null, null));
            }
        }
        store.upsert(table, vectors);
        store.remove(table, without);
    }

    private static WrittenVector written(Row row, String embedding, String attributes) {
        return new WrittenVector(row.entity(), row.timeMs(), row.arrivalMs(), embedding, attributes);
    }

    private static boolean isSearchable(JsonNode vector, Metric metric) {
        float[] numbers = new float[vector.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) vector.get(i).doubleValue();
        }
        return VectorNumbers.problem(numbers, metric) == null;
    }

    /** The row without its vectors and nulls, by feature name: what a search filters by. */
    private String attributes(List<Column.Stored> columns, Row row) {
        var attributes = json.createObjectNode();
        for (Column.Stored column : columns) {
            JsonNode value = row.value(column.position());
            if (column.type() != ValueType.VECTOR && value != null) {
                attributes.set(column.feature().name(), value);
            }
        }
        return attributes.toString();
    }
}
