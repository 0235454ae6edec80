package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.transform.Aggregate;
import java.math.BigDecimal;
import java.math.MathContext;

/** What is known of the events of a window; states of adjacent stretches merge. NaN stands for "none". */
final class WindowState {

    int events;
    int n;
    final Sum sum = new Sum();
    final Sum squares = new Sum();
    double min = Double.NaN;
    double max = Double.NaN;
    long lastAt = Long.MIN_VALUE;
    double last = Double.NaN;

    /** Null until a distinct value comes. */
    private DistinctState distinct;

    /** @param bits of the value, as {@link Series#bitsOf} gives them */
    void add(long atMs, long bits, boolean isDistinct) {
        if (isDistinct) {
            events++;
            if (bits != Series.NO_HASH) {
                n++;
                distinct().add(bits);
            }
        } else {
            add(atMs, Double.longBitsToDouble(bits));
        }
    }

    private void add(long atMs, double value) {
        events++;
        if (Double.isNaN(value)) {
            return;
        }
        n++;
        sum.add(value);
        squares.addSquare(value, 1);
        min = n == 1 ? value : Math.min(min, value);
        max = n == 1 ? value : Math.max(max, value);
        offerLast(atMs, value);
    }

    /** Counts an event of a series of distinct values, which a batch does not hold together. */
    void count(boolean hasValue) {
        events++;
        n += hasValue ? 1 : 0;
    }

    void add(Tile tile) {
        events += tile.events();
        if (tile.distinctState() != null) {
            distinct().addEncoded(tile.distinctState());
        }
        if (tile.n() == 0) {
            return;
        }
        sum.add(tile.sumHigh(), tile.sumLow());
        squares.add(tile.squareHigh(), tile.squareLow());
        min = n == 0 ? tile.min() : Math.min(min, tile.min());
        max = n == 0 ? tile.max() : Math.max(max, tile.max());
        n += tile.n();
        offerLast(tile.lastAtMs(), tile.last());
    }

    private DistinctState distinct() {
        if (distinct == null) {
            distinct = new DistinctState();
        }
        return distinct;
    }

    private void offerLast(long atMs, double value) {
        if (atMs > lastAt || atMs == lastAt && value > last) {
            lastAt = atMs;
            last = value;
        }
    }

    /** The aggregate, null where it is undefined. */
    Double value(Aggregate aggregate) {
        return switch (aggregate) {
            case COUNT -> (double) events;
            case SUM -> sum.value();
            case AVG -> n == 0 ? null : (Double) (sum.value() / n);
            case MIN -> n == 0 ? null : (Double) min;
            case MAX -> n == 0 ? null : (Double) max;
            case STDDEV -> n < 2 ? null : (Double) stddev(n, sum, squares);
            case UNIQUE -> distinct == null ? 0.0 : distinct.count();
            case LAST -> n == 0 ? null : (Double) last;
        };
    }

    /** From sums, without cancellation: (n Σx² - (Σx)²) / (n (n - 1)) in exact arithmetic, then rounded. */
    static double stddev(int n, Sum sum, Sum squares) {
        BigDecimal total = sum.exact();
        BigDecimal numerator = squares.exact().multiply(BigDecimal.valueOf(n)).subtract(total.multiply(total));
        BigDecimal variance = numerator.divide(BigDecimal.valueOf((long) n * (n - 1)), MathContext.DECIMAL64);
        return Math.sqrt(Math.max(0, variance.doubleValue()));
    }
}
