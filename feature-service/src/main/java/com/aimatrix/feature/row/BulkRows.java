package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes rows of tables into views without a source: a part in one transaction; a row that is refused stops nothing. */
@Service
public class BulkRows {

    private final DataWrites writes;
    private final RowWrites rowWrites;
    private final PastRows past;
    private final HistoryPartitions partitions;
    private final QuarantineStore quarantine;
    private final RuleMeters meters;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    BulkRows(
            DataWrites writes,
            RowWrites rowWrites,
            PastRows past,
            HistoryPartitions partitions,
            QuarantineStore quarantine,
            RuleMeters meters,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.writes = writes;
        this.rowWrites = rowWrites;
        this.past = past;
        this.partitions = partitions;
        this.quarantine = quarantine;
        this.meters = meters;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * A row of a table.
     *
     * @param number the caller's
     * @param keys values of the layout's join keys; null where there is none
     * @param values of the layout's features; null where there is none
     */
    public record Row(long number, JsonNode[] keys, Instant eventTime, JsonNode[] values) {}

    /**
     * What became of rows.
     *
     * @param refused by number, with the reason; nothing of them is kept
     */
    public record Taken(int written, int quarantined, Map<Long, String> refused) {}

    /**
     * The features that are written into a view or its older versions.
     *
     * @throws ApiProblem 404 without such a view, 409 when its values are computed
     */
    public static Map<String, ValueType> features(Catalog catalog, String viewName) {
        return WritableVersions.features(WritableVersions.of(catalog, viewName));
    }

    /**
     * Whether a text encoder runs for rows of a view or its older versions.
     *
     * @throws ApiProblem 404 without such a view, 409 when its values are computed
     */
    public static boolean useEncoder(Catalog catalog, String viewName) {
        return WritableVersions.of(catalog, viewName).stream().anyMatch(RegisteredView::usesEncoder);
    }

    /**
     * Writes rows. Older versions that are not retired take part if the layout has all of their features, and one that is being
     * prepared does.
     *
     * @param viewName with {@code @version} into that version alone
     * @param with what else changes in the transaction; may throw, to write nothing
     * @throws ApiProblem 400 when rows of this layout do not fit, 404 without such a view, 409 when its values are computed
     */
    public Taken write(
            String viewName, RowLayout layout, List<Row> rows, RowStore.Target target, Consumer<Taken> with) {
        var refused = new TreeMap<Long, String>();
        List<Row> timely = rows.stream().filter(row -> isTimely(row, refused)).toList();
        timely.forEach(row -> partitions.ensure(row.eventTime().toEpochMilli()));
        return transaction.execute(status -> {
            DataWrites.Write write = writes.begin();
            List<RegisteredView> versions = WritableVersions.of(write.catalog(), viewName);
            layout.check(versions);
            Taken taken = write(versions, layout, timely, write.arrivalMs(), target, refused);
            with.accept(taken);
            return taken;
        });
    }

    private static boolean isTimely(Row row, Map<Long, String> refused) {
        String problem = Times.problem(row.eventTime());
        if (problem != null) {
            refused.put(row.number(), problem);
        }
        return problem == null;
    }

    private Taken write(
            List<RegisteredView> versions,
            RowLayout layout,
            List<Row> rows,
            long arrivalMs,
            RowStore.Target target,
            Map<Long, String> refused) {
        var written = new ArrayList<WrittenRow>(rows.size());
        var held = new ArrayList<Held>();
        Taken counted = null;
        for (RegisteredView version : versions) {
            boolean meant = counted == null;
            boolean newer = version.version() > versions.get(0).version();
            if (meant || newer || layout.isWhole(version)) {
                // Another version does not refuse what the one that is meant takes.
                VersionRows of = check(version, layout, rows, arrivalMs, newer, meant ? refused : new TreeMap<>());
                written.addAll(of.rows());
                held.addAll(of.held());
                counted = meant ? new Taken(of.rows().size(), of.held().size(), refused) : counted;
            }
        }
        rowWrites.write(written, target);
        quarantine.hold(held);
        return counted;
    }

    private VersionRows check(
            RegisteredView view,
            RowLayout layout,
            List<Row> rows,
            long arrivalMs,
            boolean newer,
            Map<Long, String> refused) {
        var version = new VersionRows(view, arrivalMs, new PreviousRows(past, json), meters, newer);
        int[] keys = layout.keysOf(view);
        int[] values = layout.valuesOf(view);
        List<Row> ordered = view.rules().needsPrevious()
                ? rows.stream().sorted(Comparator.comparing(Row::eventTime)).toList()
                : rows;
        String[] entities = new String[ordered.size()];
        for (int i = 0; i < entities.length; i++) {
            RowEntity entity = RowEntity.of(view, pick(ordered.get(i).keys(), keys));
            if (entity.problem() != null) {
                refused.put(ordered.get(i).number(), "entity: " + entity.problem());
            } else {
                entities[i] = entity.key();
                version.expect(entities[i], ordered.get(i).eventTime().toEpochMilli());
            }
        }
        version.read();
        for (int i = 0; i < entities.length; i++) {
            if (entities[i] != null) {
                Row row = ordered.get(i);
                List<Broken> broken = version.add(
                        entities[i],
                        row.eventTime().toEpochMilli(),
                        pick(row.values(), values),
                        () -> written(layout, row));
                if (!broken.isEmpty()) {
                    refused.put(
                            row.number(), broken.stream().map(Broken::toString).collect(Collectors.joining("; ")));
                }
            }
        }
        return version;
    }

    private static JsonNode[] pick(JsonNode[] from, int[] indexes) {
        JsonNode[] picked = new JsonNode[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            picked[i] = indexes[i] < 0 ? null : from[indexes[i]];
        }
        return picked;
    }

    /** The row as it would have been written alone, so that it can be corrected and replayed. */
    private JsonNode written(RowLayout layout, Row row) {
        var entity = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < row.keys().length; i++) {
            entity.put(layout.joinKeys().get(i), row.keys()[i]);
        }
        var values = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < row.values().length; i++) {
            values.put(layout.features().get(i), row.values()[i]);
        }
        return json.valueToTree(new Rows.Row(entity, row.eventTime(), values));
    }
}
