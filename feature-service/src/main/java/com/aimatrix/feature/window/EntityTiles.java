package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import java.util.ArrayList;
import java.util.List;

/** The tiles of one entity in one series that were read to answer windows; whole tiles are merged, edges are counted out. */
final class EntityTiles {

    private final Series series;
    private final List<Tile> fine = new ArrayList<>();
    private final List<Tile> coarse = new ArrayList<>();

    EntityTiles(Series series) {
        this.series = series;
    }

    void add(Tile tile) {
        boolean isCoarse = series.coarseSpanMs() != null && tile.spanMs() == series.coarseSpanMs();
        (isCoarse ? coarse : fine).add(tile);
    }

    /** State of the window (untilMs - windowMs, untilMs]. */
    WindowState state(long untilMs, long windowMs) {
        long afterMs = untilMs - windowMs;
        var state = new WindowState();
        for (Tile tile : coarse) {
            if (isWhole(tile.startMs(), tile.spanMs(), afterMs, untilMs)) {
                state.add(tile);
            }
        }
        for (Tile tile : fine) {
            if (isInWholeCoarseTile(tile, afterMs, untilMs)) {
                continue;
            }
            if (isWhole(tile.startMs(), tile.spanMs(), afterMs, untilMs)) {
                state.add(tile);
            } else if (tile.startMs() + tile.spanMs() > afterMs && tile.startMs() <= untilMs) {
                tile.addObservations(afterMs, untilMs, state);
            }
        }
        return state;
    }

    private boolean isInWholeCoarseTile(Tile tile, long afterMs, long untilMs) {
        if (series.coarseSpanMs() == null) {
            return false;
        }
        long span = series.coarseSpanMs();
        return isWhole(Math.floorDiv(tile.startMs(), span) * span, span, afterMs, untilMs);
    }

    private static boolean isWhole(long startMs, long spanMs, long afterMs, long untilMs) {
        return startMs > afterMs && startMs + spanMs - 1 <= untilMs;
    }
}
