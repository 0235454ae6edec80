package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.RowRules;
import com.aimatrix.feature.validation.RuleMeters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that views with a source read off events. */
@Component
public class EventRows {

    private final PastRows past;
    private final RowWrites writes;
    private final HistoryPartitions partitions;
    private final RuleMeters meters;
    private final JsonMapper json;

    EventRows(PastRows past, RowWrites writes, HistoryPartitions partitions, RuleMeters meters, JsonMapper json) {
        this.past = past;
        this.writes = writes;
        this.partitions = partitions;
        this.meters = meters;
        this.json = json;
    }

    /** Makes room for the rows of an event of that time; to be called before the transaction that writes. */
    public void prepare(long timeMs) {
        partitions.ensure(timeMs);
    }

    public Batch batch() {
        return new Batch();
    }

    /**
     * A row read off an event, and the rules that it breaks.
     *
     * @param entity of the view
     */
    public static final class Candidate {
        private final WrittenRow row;
        private final List<Broken> broken;

        private Candidate(WrittenRow row, List<Broken> broken) {
            this.row = row;
            this.broken = broken;
        }

        public List<Broken> broken() {
            return broken;
        }

        public RegisteredView view() {
            return row.view();
        }

        public String entity() {
            return row.entity();
        }
    }

    /** Rows of a batch of events; events must come in order of time. Not thread-safe. */
    public final class Batch {
        private final PreviousRows previous = new PreviousRows(past, json);
        private final Map<Integer, RowRules> rules = new HashMap<>();
        private final List<WrittenRow> rows = new ArrayList<>();

        private Batch() {}

        /** Says that an event will come, for rules that compare a row with the one before. */
        public void expect(RegisteredView view, long timeMs, JsonNode payload) {
            if (view.rules().needsPrevious()) {
                String entity = EntityKey.of(view.keys(), payload);
                if (entity != null) {
                    previous.expect(view, entity, timeMs);
                }
            }
        }

        /** Reads what was expected. */
        public void read() {
            previous.read();
        }

        /** The row that a view reads off an event, or null when the event names no entity. */
        public Candidate candidate(RegisteredView view, long timeMs, long arrivalMs, JsonNode payload) {
            String entity = EntityKey.of(view.keys(), payload);
            if (entity == null) {
                return null;
            }
            List<Column.Stored> columns = view.storedColumns();
            JsonNode[] values = new JsonNode[columns.size()];
            for (Column.Stored column : columns) {
                if (column instanceof Column.OfEvent ofEvent) {
                    values[column.position()] = ofEvent.read(payload);
                }
            }
            List<Broken> broken = rules.computeIfAbsent(
                            view.id(), id -> view.rules().batch())
                    .check(values, arrivalMs - timeMs, previous.before(view, entity, timeMs));
            meters.count(view.name(), 1, broken);
            return new Candidate(new WrittenRow(view, entity, timeMs, arrivalMs, values), broken);
        }

        public void accept(Candidate candidate) {
            rows.add(candidate.row);
            previous.accept(candidate.row);
        }

        /** Writes what was accepted, and begins anew. */
        public void write() {
            writes.write(rows, RowStore.Target.ONLINE_AND_OFFLINE);
            rows.clear();
        }
    }
}
