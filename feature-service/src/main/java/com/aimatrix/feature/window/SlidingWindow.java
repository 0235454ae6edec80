package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.transform.Aggregate;
import java.util.ArrayDeque;

/** One window that moves forward over the observations of an entity; each observation enters once and leaves once. */
final class SlidingWindow {

    /** Times the squares of all others. */
    private static final double DOMINANT = 1 << 20;

    private final Observations observations;
    private final long windowMs;
    private final Aggregate aggregate;
    private final boolean hashes;
    private final Sum sum = new Sum();
    private final Sum squares = new Sum();
    private final SlidingDistinct distinct;
    /** Positions whose values rise (for min) or fall (for max); the first is the extreme. */
    private final ArrayDeque<Integer> extremes = new ArrayDeque<>();

    private int head;
    private int tail;
    private int n;
    private int last = -1;

    /** @param hashes whether observations are hashes of values, to be counted once each */
    SlidingWindow(Observations observations, long windowMs, Aggregate aggregate, boolean hashes) {
        this.observations = observations;
        this.windowMs = windowMs;
        this.aggregate = aggregate;
        this.hashes = hashes;
        this.distinct = aggregate == Aggregate.UNIQUE ? new SlidingDistinct() : null;
    }

    /** The aggregate of (untilMs - window, untilMs], NaN where undefined; times must not go back. */
    double valueAt(long untilMs) {
        while (tail < observations.size() && observations.time(tail) <= untilMs) {
            enter(tail++);
        }
        while (head < tail && observations.time(head) <= untilMs - windowMs) {
            leave(head++);
        }
        return switch (aggregate) {
            case COUNT -> tail - head;
            case SUM -> n == 0 ? 0 : sum.value();
            case AVG -> n == 0 ? Double.NaN : sum.value() / n;
            case MIN, MAX -> n == 0 ? Double.NaN : observations.value(extremes.getFirst());
            case STDDEV -> n < 2 ? Double.NaN : WindowState.stddev(n, sum, squares);
            case UNIQUE -> distinct.count();
            case LAST -> last < head ? Double.NaN : observations.value(last);
        };
    }

    /** Whether there are events in the window last asked for. */
    boolean hasEvents() {
        return tail > head;
    }

    private void enter(int position) {
        if (hashes) {
            if (distinct != null && observations.bits(position) != Series.NO_HASH) {
                distinct.enter(observations.bits(position));
            }
            return;
        }
        double value = observations.value(position);
        if (Double.isNaN(value)) {
            return;
        }
        n++;
        last = position;
        sum.add(value);
        squares.addSquare(value, 1);
        if (aggregate == Aggregate.MIN || aggregate == Aggregate.MAX) {
            while (!extremes.isEmpty() && !isBeyond(observations.value(extremes.getLast()), value)) {
                extremes.removeLast();
            }
            extremes.addLast(position);
        }
    }

    private boolean isBeyond(double kept, double value) {
        return aggregate == Aggregate.MIN ? kept < value : kept > value;
    }

    private void leave(int position) {
        if (hashes) {
            if (distinct != null && observations.bits(position) != Series.NO_HASH) {
                distinct.leave(observations.bits(position));
            }
            return;
        }
        double value = observations.value(position);
        if (Double.isNaN(value)) {
            return;
        }
        n--;
        sum.add(-value);
        squares.addSquare(value, -1);
        if (!extremes.isEmpty() && extremes.getFirst() == position) {
            extremes.removeFirst();
        }
        if (n == 0 || value * value > DOMINANT * squares.value()) {
            sumAnew();
        }
    }

    /** What is small beside a value loses digits while they are summed together; when that value has left, they are there again. */
    private void sumAnew() {
        sum.clear();
        squares.clear();
        for (int i = head; i < tail; i++) {
            double value = observations.value(i);
            if (!Double.isNaN(value)) {
                sum.add(value);
                squares.addSquare(value, 1);
            }
        }
    }
}
