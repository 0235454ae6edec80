package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.RegisteredView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows before those of a batch, for rules that compare; rows of the batch itself count as they are accepted. */
final class PreviousRows {

    private record Key(int viewId, String entity) {}

    private record Known(long timeMs, JsonNode values) {}

    private final PastRows past;
    private final JsonMapper json;
    private final List<RowStore.Question> questions = new ArrayList<>();
    private final Map<RowStore.Question, Known> stored = new HashMap<>();
    private final Map<Key, Known> accepted = new HashMap<>();

    PreviousRows(PastRows past, JsonMapper json) {
        this.past = past;
        this.json = json;
    }

    /** Says that a row will be asked about. */
    void expect(RegisteredView view, String entity, long timeMs) {
        if (view.rules().needsPrevious()) {
            questions.add(new RowStore.Question(view.id(), entity, timeMs));
        }
    }

    /** Reads what was expected since the last time, at once. */
    void read() {
        past.readAsOf(
                questions,
                (number, timeMs, values) ->
                        stored.put(questions.get(number), new Known(timeMs, json.readTree(values))));
        questions.clear();
    }

    /** Values of the entity's row that holds at a time, or null; where no rule compares it is not known. */
    JsonNode before(RegisteredView view, String entity, long timeMs) {
        if (!view.rules().needsPrevious()) {
            return null;
        }
        Known inDatabase = stored.get(new RowStore.Question(view.id(), entity, timeMs));
        Known inBatch = accepted.get(new Key(view.id(), entity));
        if (inBatch == null || inBatch.timeMs() > timeMs) {
            return inDatabase == null ? null : inDatabase.values();
        }
        return inDatabase != null && inDatabase.timeMs() > inBatch.timeMs() ? inDatabase.values() : inBatch.values();
    }

    /** Rows must be accepted in order of time. */
    void accept(WrittenRow row) {
        if (row.view().rules().needsPrevious()) {
            var values = json.createArrayNode();
            for (JsonNode each : row.values()) {
                values.add(each);
            }
            accepted.put(new Key(row.view().id(), row.entity()), new Known(row.timeMs(), values));
        }
    }
}
