package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.window.TileStore.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which tiles of one entity answer its windows: whole tiles without their observations, and with them the two at the edges of each
 * window.
 */
final class TileRanges {

    private static final int ALL = Integer.MAX_VALUE;

    /** Observations in a whole tile up to which it is cheaper to count their distinct values than to keep a state of them. */
    private static final int FEW = 64;

    private final int order;
    private final Series series;
    private final String entity;
    private final TreeSet<Long> edges = new TreeSet<>();
    private final TreeMap<Long, Long> fine = new TreeMap<>();
    private final TreeMap<Long, Long> coarse = new TreeMap<>();

    /** @param order the caller's number for the entity */
    TileRanges(int order, Series series, String entity) {
        this.order = order;
        this.series = series;
        this.entity = entity;
    }

    void add(long untilMs, long windowMs) {
        long span = series.fineSpanMs();
        long head = floor(untilMs - windowMs, span);
        long tail = floor(untilMs, span);
        edges.add(head);
        edges.add(tail);
        if (series.coarseSpanMs() == null) {
            stretch(fine, head + span, tail - span);
            return;
        }
        long day = series.coarseSpanMs();
        long firstWhole = floor(untilMs - windowMs, day) + day;
        long endOfWhole = floor(untilMs + 1, day);
        if (firstWhole >= endOfWhole) {
            stretch(fine, head + span, tail - span);
        } else {
            stretch(fine, head + span, firstWhole - span);
            stretch(coarse, firstWhole, endOfWhole - day);
            stretch(fine, endOfWhole, tail - span);
        }
    }

    private static void stretch(TreeMap<Long, Long> stretches, long from, long to) {
        if (from <= to) {
            stretches.merge(from, to, Math::max);
        }
    }

    /** Adds the ranges to read. */
    void addTo(List<Range> ranges) {
        int fineS = (int) (series.fineSpanMs() / 1000);
        for (long edge : edges) {
            ranges.add(new Range(order, series.id(), entity, fineS, edge, edge, ALL));
        }
        joined(fine, ranges, fineS, series.isDistinct() ? FEW : 0);
        if (series.coarseSpanMs() != null) {
            joined(coarse, ranges, (int) (series.coarseSpanMs() / 1000), 0);
        }
    }

    /** Overlapping stretches as one, so that no tile is read twice. */
    private void joined(TreeMap<Long, Long> stretches, List<Range> ranges, int spanS, int most) {
        var joined = new ArrayList<long[]>();
        for (Map.Entry<Long, Long> each : stretches.entrySet()) {
            long[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && each.getKey() <= last[1]) {
                last[1] = Math.max(last[1], each.getValue());
            } else {
                joined.add(new long[] {each.getKey(), each.getValue()});
            }
        }
        joined.forEach(each -> ranges.add(new Range(order, series.id(), entity, spanS, each[0], each[1], most)));
    }

    private static long floor(long timeMs, long spanMs) {
        return Math.floorDiv(timeMs, spanMs) * spanMs;
    }
}
