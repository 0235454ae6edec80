package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.WindowedView;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Answers windows for many rows at once by one pass over the observations of a series. */
@Component
public class WindowSweep {

    private final TileStore store;

    WindowSweep(TileStore store) {
        this.store = store;
    }

    /** A feature of the series and where its values go, by row. */
    public record Column(WindowedView.Feature feature, double[] values) {}

    /**
     * Fills the columns. Must run in a transaction.
     *
     * @param rowsByEntity rows of each entity, in order of time
     * @param times time of each row, epoch milliseconds
     */
    public void fill(Series series, List<Column> columns, Map<String, int[]> rowsByEntity, long[] times) {
        long longest =
                columns.stream().mapToLong(c -> c.feature().windowMs()).max().orElse(0);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (long each : times) {
            first = Math.min(first, each);
            last = Math.max(last, each);
        }
        if (rowsByEntity.isEmpty()) {
            return;
        }
        var sweep = new Sweep(columns, rowsByEntity, times);
        rowsByEntity.values().forEach(rows -> sweep.fillEmpty(rows));
        store.scan(series.id(), series.fineSpanMs(), first - longest - series.fineSpanMs(), last, sweep);
        sweep.flush();
    }

    private static final class Sweep implements TileStore.ObservationConsumer {
        private final List<Column> columns;
        private final Map<String, int[]> rowsByEntity;
        private final long[] times;
        private final Observations observations = new Observations();
        private String entity;

        Sweep(List<Column> columns, Map<String, int[]> rowsByEntity, long[] times) {
            this.columns = columns;
            this.rowsByEntity = rowsByEntity;
            this.times = times;
        }

        @Override
        public void accept(String next, byte[] encoded) {
            if (!next.equals(entity)) {
                flush();
                entity = next;
            }
            if (rowsByEntity.containsKey(next)) {
                observations.add(encoded);
            }
        }

        void flush() {
            int[] rows = entity == null ? null : rowsByEntity.get(entity);
            if (rows != null) {
                observations.sort();
                fill(rows);
            }
            observations.clear();
        }

        /** What holds for an entity that has no events at all. */
        void fillEmpty(int[] rows) {
            for (Column column : columns) {
                double none =
                        new SlidingWindow(observations, 1, column.feature().aggregate()).valueAt(0);
                for (int row : rows) {
                    column.values()[row] = none;
                }
            }
        }

        private void fill(int[] rows) {
            for (Column column : columns) {
                var window = new SlidingWindow(
                        observations,
                        column.feature().windowMs(),
                        column.feature().aggregate());
                for (int row : rows) {
                    column.values()[row] = window.valueAt(times[row]);
                }
            }
        }
    }
}
