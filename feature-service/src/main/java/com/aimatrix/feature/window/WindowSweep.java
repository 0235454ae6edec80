package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.transform.Aggregate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.springframework.stereotype.Component;

/** Answers windows for many rows at once by one pass over the observations of each entity in a series. */
@Component
public class WindowSweep {

    private final TileStore store;

    WindowSweep(TileStore store) {
        this.store = store;
    }

    /** A window whose values go somewhere by row. */
    public interface Column {

        long windowMs();

        Aggregate aggregate();

        /**
         * In a series with groups each row is set first without a group, then once for each group that has events.
         *
         * @param group empty in a series without groups
         * @param value NaN where undefined
         */
        void set(int row, String group, double value);
    }

    /**
     * Rows of one entity.
     *
     * @param rows positions in order of time
     */
    public record EntityRows(String entity, int[] rows) {}

    /**
     * What had to be known for an observation to count.
     *
     * @param cutMs later arrivals never count, {@link Long#MAX_VALUE} is no limit
     * @param byRow whether an observation must have arrived by the time of the row
     */
    public record Known(long cutMs, boolean byRow) {}

    /**
     * Fills the columns. Must run in a transaction.
     *
     * @param times time of each row, epoch milliseconds
     */
    public void fill(Series series, List<Column> columns, List<EntityRows> entities, long[] times, Known known) {
        if (entities.isEmpty()) {
            return;
        }
        long longest = columns.stream().mapToLong(Column::windowMs).max().orElse(0);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (EntityRows each : entities) {
            first = Math.min(first, times[each.rows()[0]]);
            last = Math.max(last, times[each.rows()[each.rows().length - 1]]);
        }
        var sweep = new Sweep(series, columns, entities, times, known);
        String[] names = entities.stream().map(EntityRows::entity).toArray(String[]::new);
        store.scan(series.id(), series.fineSpanMs(), names, first - longest - series.fineSpanMs(), last, sweep);
        sweep.finish();
    }

    private static final class Sweep implements TileStore.ObservationConsumer {
        private final Series series;
        private final List<Column> columns;
        private final List<EntityRows> entities;
        private final long[] times;
        private final Known known;
        private final Observations observations = new Observations();
        private final BitSet seen = new BitSet();
        private int entity = -1;
        private String group;

        Sweep(Series series, List<Column> columns, List<EntityRows> entities, long[] times, Known known) {
            this.series = series;
            this.columns = columns;
            this.entities = entities;
            this.times = times;
            this.known = known;
            if (series.group() != null) {
                setWithoutGroup();
            }
        }

        private void setWithoutGroup() {
            for (EntityRows each : entities) {
                for (int row : each.rows()) {
                    columns.forEach(column -> column.set(row, null, Double.NaN));
                }
            }
        }

        @Override
        public void accept(int next, String nextGroup, long startMs, byte[] encoded) {
            if (next != entity || !nextGroup.equals(group)) {
                flush();
                if (next != entity && seen.get(next)) {
                    throw new IllegalStateException("the observations of an entity did not come together");
                }
                seen.set(next);
                entity = next;
                group = nextGroup;
            }
            observations.add(startMs, encoded, known.cutMs());
        }

        private void flush() {
            if (entity >= 0) {
                observations.sort();
                fill(entities.get(entity).rows(), group, observations);
                observations.clear();
            }
        }

        /** The last entity, and what holds for entities that have no events at all. */
        void finish() {
            flush();
            if (series.group() != null) {
                return;
            }
            for (int i = 0; i < entities.size(); i++) {
                if (!seen.get(i)) {
                    fill(entities.get(i).rows(), Series.NO_GROUP, observations);
                }
            }
        }

        private void fill(int[] rows, String ofGroup, Observations of) {
            boolean grouped = series.group() != null;
            for (Column column : columns) {
                var sliding = new SlidingWindow(of, column.windowMs(), column.aggregate(), series.isDistinct());
                var arrived = new ArrivedWindow(of, column.windowMs(), column.aggregate(), series.isDistinct());
                LongToDoubleFunction window = known.byRow() ? arrived::valueAt : sliding::valueAt;
                for (int row : rows) {
                    double value = window.applyAsDouble(times[row]);
                    boolean hasEvents = known.byRow() ? arrived.hasEvents() : sliding.hasEvents();
                    if (!grouped || hasEvents) {
                        column.set(row, ofGroup, value);
                    }
                }
            }
        }
    }

    /** Rows of each entity, in the order of the entities' names; a null entity is left out. */
    public static List<EntityRows> group(String[] entityOfRow) {
        var numbers = new HashMap<String, Integer>();
        int[] numberOfRow = new int[entityOfRow.length];
        int[] sizes = new int[entityOfRow.length];
        for (int row = 0; row < entityOfRow.length; row++) {
            if (entityOfRow[row] != null) {
                numberOfRow[row] = numbers.computeIfAbsent(entityOfRow[row], ignored -> numbers.size());
                sizes[numberOfRow[row]]++;
            }
        }
        int[][] rows = new int[numbers.size()][];
        for (int row = entityOfRow.length - 1; row >= 0; row--) {
            if (entityOfRow[row] != null) {
                int number = numberOfRow[row];
                rows[number] = rows[number] == null ? new int[sizes[number]] : rows[number];
                rows[number][--sizes[number]] = row;
            }
        }
        return numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new EntityRows(each.getKey(), rows[each.getValue()]))
                .toList();
    }
}
