package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Aggregate;
import com.aimatrix.feature.definition.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Answers windows at given times from tiles; everything asked for is read in one query. */
@Component
public class WindowReads {

    private static final long NO_TIME = Long.MIN_VALUE;

    private final TileStore store;

    WindowReads(TileStore store) {
        this.store = store;
    }

    /** A window of one entity that ends at a time. */
    public record Question(Series series, String entity, long untilMs, long windowMs, Aggregate aggregate) {}

    private record EntityOfSeries(Series series, String entity) {}

    /** Answers in the order of the questions; null where undefined. */
    public List<Double> answer(List<Question> questions) {
        var order = new HashMap<EntityOfSeries, Integer>();
        var tiles = new ArrayList<EntityTiles>();
        var ranges = new ArrayList<TileStore.Range>();
        for (var each : bySeriesAndEntity(questions).entrySet()) {
            int number = tiles.size();
            order.put(each.getKey(), number);
            tiles.add(new EntityTiles(each.getKey().series()));
            addRanges(ranges, number, each.getKey(), each.getValue());
        }
        store.read(ranges, (number, tile) -> tiles.get(number).add(tile));
        var answers = new ArrayList<Double>(questions.size());
        for (Question each : questions) {
            EntityTiles known = tiles.get(order.get(new EntityOfSeries(each.series(), each.entity())));
            answers.add(known.state(each.untilMs(), each.windowMs()).value(each.aggregate()));
        }
        return answers;
    }

    private static Map<EntityOfSeries, List<Question>> bySeriesAndEntity(List<Question> questions) {
        var grouped = new HashMap<EntityOfSeries, List<Question>>();
        for (Question each : questions) {
            grouped.computeIfAbsent(new EntityOfSeries(each.series(), each.entity()), ignored -> new ArrayList<>())
                    .add(each);
        }
        return grouped;
    }

    /** Without coarse tiles all fine ones are read; with them, fine ones only where a window begins or ends. */
    private static void addRanges(
            List<TileStore.Range> ranges, int number, EntityOfSeries of, List<Question> questions) {
        Series series = of.series();
        long coarse = series.coarseSpanMs() == null ? 0 : series.coarseSpanMs();
        var stretches = new TreeMap<Long, Long>();
        var edges = new TreeSet<Long>();
        for (Question each : questions) {
            long from = each.untilMs() - each.windowMs();
            stretches.merge(floor(from, series.fineSpanMs()), each.untilMs(), Math::max);
            if (coarse > 0) {
                edges.add(floor(from, coarse));
                edges.add(floor(each.untilMs(), coarse));
            }
        }
        int fineS = (int) (series.fineSpanMs() / 1000);
        for (long[] stretch : joined(stretches)) {
            if (coarse == 0) {
                ranges.add(new TileStore.Range(number, series.id(), of.entity(), fineS, stretch[0], stretch[1]));
            } else {
                int coarseS = (int) (coarse / 1000);
                ranges.add(new TileStore.Range(
                        number, series.id(), of.entity(), coarseS, floor(stretch[0], coarse), stretch[1]));
            }
        }
        for (long edge : edges) {
            ranges.add(new TileStore.Range(number, series.id(), of.entity(), fineS, edge, edge + coarse - 1));
        }
    }

    /** Overlapping stretches as one, so that no tile is read twice. */
    private static List<long[]> joined(TreeMap<Long, Long> stretches) {
        var joined = new ArrayList<long[]>();
        long end = NO_TIME;
        for (var each : stretches.entrySet()) {
            if (!joined.isEmpty() && each.getKey() <= end) {
                end = Math.max(end, each.getValue());
                joined.get(joined.size() - 1)[1] = end;
            } else {
                end = each.getValue();
                joined.add(new long[] {each.getKey(), end});
            }
        }
        return joined;
    }

    private static long floor(long timeMs, long spanMs) {
        return Math.floorDiv(timeMs, spanMs) * spanMs;
    }
}
