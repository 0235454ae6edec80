package com.aimatrix.feature.offline;

import com.aimatrix.feature.definition.CalendarView;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalog.RegisteredView;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.StoredView;
import com.aimatrix.feature.definition.WindowedView;
import com.aimatrix.feature.offline.SpineStore.SpineRow;
import com.aimatrix.feature.online.StoredValue;
import com.aimatrix.feature.online.ValueStore;
import com.aimatrix.feature.window.WindowSweep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Joins features to rows as they were known at each row's time: one ordered pass over each series and each stored view,
 * whatever the number of rows. Numeric columns are {@code double[]} (NaN is null), others {@code String[]}.
 */
@Component
class PointInTimeJoin {

    private final WindowSweep windows;
    private final ValueStore values;

    PointInTimeJoin(WindowSweep windows, ValueStore values) {
        this.windows = windows;
        this.values = values;
    }

    /** Columns in the order of the references; rows must be in order of time. Must run in a transaction. */
    List<Object> join(List<SpineRow> rows, List<String> joinKeys, List<Reference> references) {
        long[] times = rows.stream().mapToLong(SpineRow::atMs).toArray();
        var columns = new ArrayList<>();
        var byView = new LinkedHashMap<RegisteredView, List<Integer>>();
        for (Reference each : references) {
            byView.computeIfAbsent(each.view(), ignored -> new ArrayList<>()).add(columns.size());
            columns.add(each.isCategorical() ? new String[rows.size()] : nulls(rows.size()));
        }
        byView.forEach((view, numbers) -> {
            if (view.definition() instanceof CalendarView calendar) {
                calendar(calendar, numbers, references, columns, times);
                return;
            }
            Map<String, int[]> rowsByEntity = group(rows, view, joinKeys);
            if (view.definition() instanceof WindowedView windowed) {
                windowed(windowed, view, numbers, references, columns, rowsByEntity, times);
            } else {
                stored(view, numbers, references, columns, rowsByEntity, times);
            }
        });
        return columns;
    }

    private static double[] nulls(int size) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    private static Map<String, int[]> group(List<SpineRow> rows, RegisteredView view, List<String> joinKeys) {
        int[] positions = view.joinKeys().stream().mapToInt(joinKeys::indexOf).toArray();
        var grouped = new HashMap<String, List<Integer>>();
        for (int row = 0; row < rows.size(); row++) {
            String[] keys = rows.get(row).keys();
            String entity =
                    EntityKey.of(Arrays.stream(positions).mapToObj(i -> keys[i]).toList());
            if (entity != null) {
                grouped.computeIfAbsent(entity, ignored -> new ArrayList<>()).add(row);
            }
        }
        var result = new HashMap<String, int[]>();
        grouped.forEach((entity, list) ->
                result.put(entity, list.stream().mapToInt(Integer::intValue).toArray()));
        return result;
    }

    private static void calendar(
            CalendarView view, List<Integer> numbers, List<Reference> references, List<Object> columns, long[] times) {
        for (int number : numbers) {
            CalendarView.Feature feature =
                    view.features().get(references.get(number).position());
            for (int row = 0; row < times.length; row++) {
                set(columns.get(number), row, view.valueAt(feature, times[row]));
            }
        }
    }

    private void windowed(
            WindowedView definition,
            RegisteredView view,
            List<Integer> numbers,
            List<Reference> references,
            List<Object> columns,
            Map<String, int[]> rowsByEntity,
            long[] times) {
        var bySeries = new LinkedHashMap<Series, List<WindowSweep.Column>>();
        for (int number : numbers) {
            WindowedView.Feature feature =
                    definition.features().get(references.get(number).position());
            Series series = view.series().get(Series.ordinal(definition, feature));
            bySeries.computeIfAbsent(series, ignored -> new ArrayList<>())
                    .add(new WindowSweep.Column(feature, (double[]) columns.get(number)));
        }
        bySeries.forEach((series, swept) -> windows.fill(series, swept, rowsByEntity, times));
    }

    private void stored(
            RegisteredView view,
            List<Integer> numbers,
            List<Reference> references,
            List<Object> columns,
            Map<String, int[]> rowsByEntity,
            long[] times) {
        Long ttlMs = ((StoredView) view.definition()).ttlMs();
        var histories = new HashMap<String, List<Held>>();
        long last = times.length == 0 ? 0 : times[times.length - 1];
        values.scan(view.id(), last, (entity, sinceMs, stored) -> {
            if (rowsByEntity.containsKey(entity)) {
                histories.computeIfAbsent(entity, ignored -> new ArrayList<>()).add(new Held(sinceMs, stored));
            }
        });
        histories.forEach((entity, history) -> {
            int next = 0;
            for (int row : rowsByEntity.get(entity)) {
                while (next < history.size() && history.get(next).sinceMs() <= times[row]) {
                    next++;
                }
                Held held = next == 0 ? null : history.get(next - 1);
                if (held != null && (ttlMs == null || held.sinceMs() >= times[row] - ttlMs)) {
                    for (int number : numbers) {
                        Object value = StoredValue.of(
                                held.values(), references.get(number).position());
                        set(columns.get(number), row, value);
                    }
                }
            }
        });
    }

    private record Held(long sinceMs, JsonNode values) {}

    private static void set(Object column, int row, Object value) {
        if (column instanceof String[] texts) {
            texts[row] = (String) value;
        } else if (value != null) {
            ((double[]) column)[row] = (Double) value;
        }
    }
}
