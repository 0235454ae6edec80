package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Scalars;
import com.aimatrix.feature.vector.VectorRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Writes rows that have passed their rules: embeds what is embedded, stores, and keeps vectors where they are searched. */
@Component
class RowWrites {

    private final RowStore store;
    private final VectorRows vectors;

    RowWrites(RowStore store, VectorRows vectors) {
        this.store = store;
        this.vectors = vectors;
    }

    /** Must run in the transaction that began the write. */
    void write(List<WrittenRow> rows, RowStore.Target target) {
        var byView = new LinkedHashMap<RegisteredView, List<WrittenRow>>();
        rows.forEach(row ->
                byView.computeIfAbsent(row.view(), ignored -> new ArrayList<>()).add(row));
        byView.forEach(RowWrites::embed);
        var stored = new ArrayList<FeatureRow>(rows.size());
        for (WrittenRow row : rows) {
            stored.add(
                    new FeatureRow(row.view().id(), row.entity(), row.timeMs(), row.arrivalMs(), text(row.values())));
        }
        store.write(stored, target);
        if (target == RowStore.Target.ONLINE_AND_OFFLINE) {
            byView.forEach(this::writeVectors);
        }
    }

    private void writeVectors(RegisteredView view, List<WrittenRow> rows) {
        if (VectorRows.isSearchable(view)) {
            vectors.write(
                    view,
                    rows.stream()
                            .map(row -> new VectorRows.Row(row.entity(), row.timeMs(), row.arrivalMs(), row.values()))
                            .toList());
        }
    }

    private static void embed(RegisteredView view, List<WrittenRow> rows) {
        for (Column.Stored column : view.storedColumns()) {
            if (column instanceof Column.Embedded embedded) {
                List<Object[]> inputs = rows.stream()
                        .map(row -> embedded.inputs().stream()
                                .map(position -> Scalars.of(row.values()[position]))
                                .toArray())
                        .toList();
                List<Object> vectors = embedded.function().applyAll(inputs);
                for (int i = 0; i < rows.size(); i++) {
                    rows.get(i).values()[embedded.position()] = node((float[]) vectors.get(i));
                }
            }
        }
    }

    private static JsonNode node(float[] vector) {
        if (vector == null) {
            return NullNode.getInstance();
        }
        var array = JsonNodeFactory.instance.arrayNode(vector.length);
        for (float each : vector) {
            array.add(each);
        }
        return array;
    }

    private static String text(JsonNode[] values) {
        var text = new StringBuilder(values.length * 20).append('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, values[i]);
        }
        return text.append(']').toString();
    }

    /** As {@link JsonNode#toString}, which makes a generator each time, but for the numbers that most values are. */
    private static void append(StringBuilder text, JsonNode value) {
        if (value == null) {
            text.append("null");
        } else if (value.isDouble()) {
            text.append(value.doubleValue());
        } else if (value.isInt() || value.isLong()) {
            text.append(value.longValue());
        } else {
            text.append(value.toString());
        }
    }
}
