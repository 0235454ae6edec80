package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.Policy;
import com.aimatrix.feature.validation.QuarantineStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** Rows of one version of a view for the next: features that both have by name and type keep their values. */
@Component
public class RowCopies {

    private static final Instant FIRST = Instant.EPOCH;

    private final RowStore store;
    private final PastRows past;
    private final RowWrites writes;
    private final HistoryPartitions partitions;
    private final QuarantineStore quarantine;
    private final JsonMapper json;

    RowCopies(
            RowStore store,
            PastRows past,
            RowWrites writes,
            HistoryPartitions partitions,
            QuarantineStore quarantine,
            JsonMapper json) {
        this.store = store;
        this.past = past;
        this.writes = writes;
        this.partitions = partitions;
        this.quarantine = quarantine;
        this.json = json;
    }

    /** Whether there is anything that a version can take over from another. */
    public static boolean canCopy(RegisteredView from, RegisteredView to) {
        return from.sourceId() == null
                && to.sourceId() == null
                && from.joinKeys().equals(to.joinKeys())
                && to.storedColumns().stream().anyMatch(column -> source(from, column) != null);
    }

    private static Column.Stored source(RegisteredView from, Column.Stored column) {
        return from.storedColumns().stream()
                .filter(Column.Written.class::isInstance)
                .filter(each -> column instanceof Column.Written
                        && each.feature().name().equals(column.feature().name())
                        && each.type() == column.type())
                .findFirst()
                .orElse(null);
    }

    /** Rows in the order of entity, time and arrival. */
    public record Page(List<FeatureRow> rows) {

        public int size() {
            return rows.size();
        }

        public boolean isEmpty() {
            return rows.isEmpty();
        }

        private FeatureRow last() {
            return rows.get(rows.size() - 1);
        }

        public String lastEntity() {
            return last().entity();
        }

        public Instant lastTime() {
            return Instant.ofEpochMilli(last().eventTimeMs());
        }

        public Instant lastArrival() {
            return Instant.ofEpochMilli(last().arrivalMs());
        }
    }

    /** Reads the rows after one, all nulls at the beginning; makes room for them. */
    public Page read(int viewId, Instant cut, String entity, Instant time, Instant arrival, int limit) {
        List<FeatureRow> rows = store.page(
                viewId,
                cut,
                entity == null ? "" : entity,
                time == null ? FIRST : time,
                arrival == null ? FIRST : arrival,
                limit);
        rows.forEach(row -> partitions.ensure(row.eventTimeMs()));
        return new Page(rows);
    }

    /**
     * Must run in the transaction that began the write. What breaks a rule of the new version is held back; what is served of the
     * old version is served of the new one.
     */
    public void write(Page page, RegisteredView from, RegisteredView to) {
        Set<FeatureRow> served = store.served(from.id(), page.rows());
        var rows = new ArrayList<WrittenRow>(page.size());
        var servedRows = new ArrayList<WrittenRow>();
        var held = new ArrayList<Held>();
        var rules = to.rules().rowByRow();
        var previous = new PreviousRows(past, json);
        page.rows().forEach(row -> previous.expect(to, row.entity(), row.eventTimeMs()));
        previous.read();
        for (FeatureRow row : page.rows()) {
            JsonNode known = json.readTree(row.values());
            JsonNode[] values = new JsonNode[to.storedColumns().size()];
            for (Column.Stored column : to.storedColumns()) {
                Column.Stored source = source(from, column);
                JsonNode value = source == null ? null : known.get(source.position());
                values[column.position()] = value == null ? NullNode.getInstance() : value;
            }
            JsonNode before = previous.before(to, row.entity(), row.eventTimeMs());
            List<Broken> broken = rules.check(values, row.arrivalMs() - row.eventTimeMs(), before);
            Policy strictest = Broken.strictest(broken);
            if (strictest == Policy.QUARANTINE || strictest == Policy.REJECT) {
                JsonNode written = written(row, from, known);
                held.add(new Held(to.id(), null, null, null, row.eventTimeMs(), row.entity(), broken, written));
            } else {
                var copy = new WrittenRow(to, row.entity(), row.eventTimeMs(), row.arrivalMs(), values);
                (served.contains(row) ? servedRows : rows).add(copy);
                previous.accept(copy);
            }
        }
        writes.write(rows, RowStore.Target.OFFLINE);
        writes.write(servedRows, RowStore.Target.ONLINE_AND_OFFLINE);
        quarantine.hold(held);
    }

    /** The row as it would be written, so that it can be corrected and replayed. */
    private JsonNode written(FeatureRow row, RegisteredView from, JsonNode known) {
        var entity = new LinkedHashMap<String, JsonNode>();
        List<String> keys = EntityKey.values(row.entity());
        for (int i = 0; i < keys.size(); i++) {
            JoinKey key = from.joinKeys().get(i);
            entity.put(key.name(), key.json(keys.get(i)));
        }
        var values = new LinkedHashMap<String, JsonNode>();
        for (Column.Stored column : from.storedColumns()) {
            if (column instanceof Column.Written) {
                values.put(column.feature().name(), known.get(column.position()));
            }
        }
        return json.valueToTree(new Rows.Row(entity, Instant.ofEpochMilli(row.eventTimeMs()), values));
    }
}
