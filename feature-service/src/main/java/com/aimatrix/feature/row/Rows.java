package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.feature.validation.Held;
import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.RuleMeters;
import com.aimatrix.kit.database.GroupCommit;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows of views without a source: all rows of a request or, when one is refused, none. Small requests that come together
 * are committed together.
 */
@Service
public class Rows {

    private static final int MOST_ROWS_TOGETHER = 256;

    private final DataWrites writes;
    private final RowWrites rowWrites;
    private final PastRows past;
    private final HistoryPartitions partitions;
    private final QuarantineStore quarantine;
    private final RuleMeters meters;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final GroupCommit<Request, Written> commits =
            new GroupCommit<>(this::writeTogether, request -> request.rows().size(), MOST_ROWS_TOGETHER);

    Rows(
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
     * A row as it is written.
     *
     * @param entity values of the join keys
     * @param eventTime since when the values hold
     * @param values by feature name; a feature that is left out is null
     */
    public record Row(Map<String, JsonNode> entity, Instant eventTime, Map<String, JsonNode> values) {}

    /** @param written rows that are served now; @param quarantined rows that wait for a correction */
    public record Written(int written, int quarantined) {}

    /**
     * Writes rows into a view. Its other versions that are not retired take part: older ones as far as the rows bring all of their
     * features, and one that is being prepared.
     *
     * @param viewName with {@code @version} into that version alone
     * @throws ApiProblem 400 that names each field that is wrong, 404 without such a view, 409 when its values are computed
     */
    public Written write(String viewName, List<Row> rows, RowStore.Target target) {
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < rows.size(); i++) {
            checkTime("rows[%d].eventTime".formatted(i), rows.get(i).eventTime(), problems);
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        rows.forEach(row -> partitions.ensure(row.eventTime().toEpochMilli()));
        return commits.run(new Request(viewName, rows, target));
    }

    private record Request(String viewName, List<Row> rows, RowStore.Target target) {}

    /** In one transaction; a request that is refused stops nothing. */
    private List<GroupCommit.Outcome<Written>> writeTogether(List<Request> requests) {
        return transaction.execute(status -> {
            DataWrites.Write write = writes.begin();
            var accepted = new Accepted();
            var outcomes = new ArrayList<GroupCommit.Outcome<Written>>(requests.size());
            for (Request request : requests) {
                try {
                    outcomes.add(new GroupCommit.Outcome<>(check(request, write, accepted), null));
                } catch (ApiProblem refusal) {
                    outcomes.add(new GroupCommit.Outcome<>(null, refusal));
                }
            }
            accepted.store();
            return outcomes;
        });
    }

    /** What the requests of a transaction come to. */
    private final class Accepted {
        private final Map<RowStore.Target, List<WrittenRow>> rows = new EnumMap<>(RowStore.Target.class);
        private final List<Held> held = new ArrayList<>();

        void store() {
            rows.forEach((target, of) -> rowWrites.write(of, target));
            quarantine.hold(held);
            rows.clear();
            held.clear();
        }
    }

    private static void checkTime(String field, Instant time, List<FieldProblem> problems) {
        String problem =
                time == null ? "expected the time since which the values hold (RFC 3339)" : Times.problem(time);
        if (problem != null) {
            problems.add(new FieldProblem(field, problem));
        }
    }

    private Written check(Request request, DataWrites.Write write, Accepted accepted) {
        List<RegisteredView> versions = WritableVersions.of(write.catalog(), request.viewName());
        if (versions.stream().anyMatch(version -> version.rules().needsPrevious())) {
            accepted.store();
        }
        var batch = new Batch(write);
        checkNames(versions, request.rows(), batch.problems);
        RegisteredView meant = versions.get(0);
        Written counted = batch.add(meant, request.rows(), meant);
        for (RegisteredView other : versions.subList(1, versions.size())) {
            batch.add(other, request.rows(), meant);
        }
        if (!batch.problems.isEmpty()) {
            throw ApiProblem.badFields(batch.problems);
        }
        accepted.rows
                .computeIfAbsent(request.target(), target -> new ArrayList<>())
                .addAll(batch.rows);
        accepted.held.addAll(batch.held);
        return counted;
    }

    /** A name that no version knows is a mistake. */
    private static void checkNames(List<RegisteredView> versions, List<Row> rows, List<FieldProblem> problems) {
        Set<String> known = WritableVersions.features(versions).keySet();
        for (int i = 0; i < rows.size(); i++) {
            for (String name : valuesOf(rows.get(i)).keySet()) {
                if (!known.contains(name)) {
                    problems.add(new FieldProblem(
                            "rows[%d].values.%s".formatted(i, name),
                            "the view has no such feature to write; it has %s".formatted(known)));
                }
            }
        }
    }

    private static Map<String, JsonNode> valuesOf(Row row) {
        return row.values() == null ? Map.of() : row.values();
    }

    /** What a request comes to. */
    private final class Batch {
        private final DataWrites.Write write;
        private final List<WrittenRow> rows = new ArrayList<>();
        private final List<Held> held = new ArrayList<>();
        private final List<FieldProblem> problems = new ArrayList<>();

        Batch(DataWrites.Write write) {
            this.write = write;
        }

        /**
         * Of an older version than the one that is meant, rows that lack a feature are left out; what breaks its rules is not its
         * business any more. A newer one, which is being prepared, takes all, and holds back what breaks its rules.
         */
        Written add(RegisteredView view, List<Row> all, RegisteredView meant) {
            boolean older = view.version() < meant.version();
            boolean newer = view.version() > meant.version();
            List<Column.Stored> columns = view.storedColumns();
            var taken = new ArrayList<Integer>();
            for (int i = 0; i < all.size(); i++) {
                if (!older || isWhole(columns, all.get(i))) {
                    taken.add(i);
                }
            }
            if (view.rules().needsPrevious()) {
                taken.sort(Comparator.comparing(i -> all.get(i).eventTime()));
            }
            var version = new VersionRows(view, write.arrivalMs(), new PreviousRows(past, json), meters, newer);
            String[] entities = new String[all.size()];
            for (int i : taken) {
                entities[i] = entityOf(i, view, all.get(i), view != meant);
                if (entities[i] != null) {
                    version.expect(entities[i], all.get(i).eventTime().toEpochMilli());
                }
            }
            version.read();
            for (int i : taken) {
                if (entities[i] != null) {
                    List<Broken> refused = add(version, columns, all.get(i), entities[i]);
                    if (!older) {
                        refuse(i, refused);
                    }
                }
            }
            rows.addAll(version.rows());
            held.addAll(version.held());
            return new Written(version.rows().size(), version.held().size());
        }

        private List<Broken> add(VersionRows version, List<Column.Stored> columns, Row row, String entity) {
            JsonNode[] values = new JsonNode[columns.size()];
            Map<String, JsonNode> given = valuesOf(row);
            for (Column.Stored column : columns) {
                values[column.position()] = given.get(column.feature().name());
            }
            return version.add(entity, row.eventTime().toEpochMilli(), values, () -> json.valueToTree(row));
        }

        private void refuse(int number, List<Broken> refused) {
            refused.forEach(each -> problems.add(
                    new FieldProblem("rows[%d].values.%s".formatted(number, each.feature()), each.message())));
        }

        private String entityOf(int number, RegisteredView view, Row row, boolean other) {
            Map<String, JsonNode> given = row.entity() == null ? Map.of() : row.entity();
            JsonNode[] keys = view.joinKeyNames().stream().map(given::get).toArray(JsonNode[]::new);
            RowEntity entity = RowEntity.of(view, keys);
            if (entity.problem() != null && !other) {
                problems.add(new FieldProblem("rows[%d].entity".formatted(number), entity.problem()));
            }
            return entity.key();
        }
    }

    private static boolean isWhole(List<Column.Stored> columns, Row row) {
        return columns.stream()
                .filter(Column.Written.class::isInstance)
                .allMatch(column -> valuesOf(row).containsKey(column.feature().name()));
    }
}
