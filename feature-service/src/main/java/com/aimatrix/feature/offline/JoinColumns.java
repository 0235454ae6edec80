package com.aimatrix.feature.offline;

import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.row.PastRows;
import com.aimatrix.feature.row.StoredRow;
import com.aimatrix.feature.window.WindowSweep;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.transform.Aggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The columns of one join: first what is expected, then the reads, which may run side by side, then the values. */
final class JoinColumns {

    private static final long EARLIEST_MS = Times.FIRST.toEpochMilli();

    private record Place(int viewId, int index) {}

    private final List<String> joinKeys;
    private final List<SpineRow> spine;
    private final long[] times;
    private final WindowSweep.Known known;
    private final PastRows past;
    private final WindowSweep windows;
    private final JsonMapper json;
    private final Map<Integer, RegisteredView> withRows = new LinkedHashMap<>();
    private final Map<Integer, StoredRow[]> rowsOf = new HashMap<>();
    private final Map<SeriesOfView, List<WindowSweep.Column>> windowsOf = new LinkedHashMap<>();
    private final Set<Place> expected = new HashSet<>();
    private final Map<Place, JoinedColumn> values = new HashMap<>();
    private final Map<List<String>, Entities> entitiesOf = new HashMap<>();

    private record SeriesOfView(Series series, RegisteredView view) {}

    /** @param without rows that lack one of the keys */
    private record Entities(List<WindowSweep.EntityRows> rows, int[] without) {}

    JoinColumns(
            List<SpineRow> spine,
            List<String> joinKeys,
            WindowSweep.Known known,
            PastRows past,
            WindowSweep windows,
            JsonMapper json) {
        this.spine = spine;
        this.joinKeys = joinKeys;
        this.times = spine.stream().mapToLong(SpineRow::atMs).toArray();
        this.known = known;
        this.past = past;
        this.windows = windows;
        this.json = json;
    }

    void expect(Reference reference) {
        expect(reference.view(), reference.index());
    }

    private void expect(RegisteredView view, int index) {
        if (!expected.add(new Place(view.id(), index))) {
            return;
        }
        Column column = view.columns().get(index);
        if (column instanceof Column.Derived derived) {
            derived.inputs().forEach(input -> expect(input.view() == null ? view : input.view(), input.index()));
        } else if (column instanceof Column.Windowed windowed) {
            expectWindow(view, index, windowed);
        } else if (!(column instanceof Column.Requested) && (column instanceof Column.Stored || view.hasRows())) {
            withRows.put(view.id(), view);
        }
    }

    private void expectWindow(RegisteredView view, int index, Column.Windowed windowed) {
        Object[] target = new Object[times.length];
        values.put(new Place(view.id(), index), JoinedColumn.of(target));
        windowsOf
                .computeIfAbsent(new SeriesOfView(windowed.series(), view), ignored -> new ArrayList<>())
                .add(windowed.isGrouped() ? new GroupedTarget(windowed, target) : new Target(windowed, target));
    }

    /** What is to be read. */
    List<Runnable> reads() {
        var reads = new ArrayList<Runnable>();
        for (RegisteredView view : withRows.values()) {
            List<WindowSweep.EntityRows> entities = entities(view).rows();
            StoredRow[] found = new StoredRow[times.length];
            rowsOf.put(view.id(), found);
            reads.add(() -> readRows(view, entities, found));
        }
        windowsOf.forEach((of, targets) -> {
            List<WindowSweep.EntityRows> entities = entities(of.view()).rows();
            reads.add(() -> windows.fill(of.series(), targets, entities, times, known));
        });
        return reads;
    }

    /** Rows of the spine by entity of a view. */
    private Entities entities(RegisteredView view) {
        return entitiesOf.computeIfAbsent(view.joinKeyNames(), names -> {
            int[] positions = names.stream().mapToInt(joinKeys::indexOf).toArray();
            String[] entities = new String[times.length];
            for (int row = 0; row < entities.length; row++) {
                String[] keys = spine.get(row).keys();
                entities[row] = EntityKey.of(
                        Arrays.stream(positions).mapToObj(i -> keys[i]).toList());
            }
            int[] without = IntStream.range(0, entities.length)
                    .filter(row -> entities[row] == null)
                    .toArray();
            return new Entities(WindowSweep.group(entities), without);
        });
    }

    private void readRows(RegisteredView view, List<WindowSweep.EntityRows> entities, StoredRow[] found) {
        int size = entities.stream().mapToInt(each -> each.rows().length).sum();
        int[] order = new int[size];
        String[] names = new String[size];
        long[] from = new long[size];
        long[] at = new long[size];
        long[] knownBy = new long[size];
        Long ttlMs = view.ttlMs();
        int i = 0;
        for (WindowSweep.EntityRows each : entities) {
            for (int row : each.rows()) {
                order[i] = row;
                names[i] = each.entity();
                at[i] = times[row];
                from[i] = ttlMs == null ? EARLIEST_MS : Math.max(EARLIEST_MS, times[row] - ttlMs);
                knownBy[i] = known.byRow() ? Math.min(known.cutMs(), times[row]) : known.cutMs();
                i++;
            }
        }
        past.readAsKnown(
                view.id(),
                order,
                names,
                from,
                at,
                knownBy,
                (row, eventTimeMs, stored) -> found[row] = StoredRow.of(eventTimeMs, stored));
    }

    /** Values of a feature by row. */
    JoinedColumn values(RegisteredView view, int index) {
        var place = new Place(view.id(), index);
        JoinedColumn known = values.get(place);
        if (known == null) {
            known = values(view, view.columns().get(index));
            values.put(place, known);
        }
        return known;
    }

    private JoinedColumn values(RegisteredView view, Column column) {
        if (column instanceof Column.Stored stored) {
            StoredRow[] rows = rowsOf.get(view.id());
            return row -> rows[row] == null ? null : rows[row].value(stored.position());
        }
        Object[] computed = compute(view, column);
        for (int row : entities(view).without()) {
            // Of an entity without all of its keys nothing is known, as online.
            computed[row] = null;
        }
        return JoinedColumn.of(computed);
    }

    private Object[] compute(RegisteredView view, Column column) {
        if (column instanceof Column.Derived derived) {
            return derived(view, derived);
        }
        if (column instanceof Column.Requested requested) {
            return requested(requested);
        }
        var timed = (Column.Timed) column;
        StoredRow[] rows = rowsOf.get(view.id());
        Object[] computed = new Object[times.length];
        for (int row = 0; row < computed.length; row++) {
            if (rows == null) {
                computed[row] = timed.valueAt(times[row]);
            } else if (rows[row] != null) {
                computed[row] = timed.valueAt(rows[row].eventTimeMs());
            }
        }
        return computed;
    }

    private Object[] derived(RegisteredView view, Column.Derived column) {
        List<JoinedColumn> inputs = column.inputs().stream()
                .map(input -> values(input.view() == null ? view : input.view(), input.index()))
                .toList();
        Object[] computed = new Object[times.length];
        for (int row = 0; row < computed.length; row++) {
            Object[] ofRow = new Object[inputs.size()];
            for (int i = 0; i < ofRow.length; i++) {
                ofRow[i] = StoredRow.scalar(inputs.get(i).value(row), json);
            }
            computed[row] = column.value(ofRow);
        }
        return computed;
    }

    /** Values that come with the rows, as text. */
    private Object[] requested(Column.Requested column) {
        Object[] values = new Object[times.length];
        int position = joinKeys.indexOf(column.feature().name());
        for (int row = 0; row < values.length; row++) {
            String text = position < 0 ? null : spine.get(row).keys()[position];
            JsonNode given = text == null ? null : column.type().read(text, json);
            String problem = column.problem(given);
            if (problem != null && given != null) {
                throw ApiProblem.badField(
                        "spine",
                        "the row %s: %s %s"
                                .formatted(spine.get(row).id(), column.feature().name(), problem));
            }
            values[row] = column.value(given);
        }
        return values;
    }

    /** Values of a window. */
    private record Target(Column.Windowed column, Object[] values) implements WindowSweep.Column {

        @Override
        public long windowMs() {
            return column.windowMs();
        }

        @Override
        public Aggregate aggregate() {
            return column.aggregate();
        }

        @Override
        public void set(int row, String group, double value) {
            values[row] = column.typed(Double.isNaN(value) ? null : (Double) value);
        }
    }

    /** Values of a window by group; an entity without events has an empty map. */
    private record GroupedTarget(Column.Windowed column, Object[] values) implements WindowSweep.Column {

        @Override
        public long windowMs() {
            return column.windowMs();
        }

        @Override
        public Aggregate aggregate() {
            return column.aggregate();
        }

        @Override
        @SuppressWarnings("unchecked")
        public void set(int row, String group, double value) {
            if (values[row] == null) {
                values[row] = new TreeMap<String, Double>();
            }
            if (group != null && !Double.isNaN(value)) {
                ((Map<String, Double>) values[row]).put(group, value);
            }
        }
    }
}
