package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tiles of one entity in one series that were read to answer windows; whole tiles are merged, edges are counted out. */
final class EntityTiles {

    private final Series series;
    private final Map<String, Tiles> groups = new TreeMap<>();

    EntityTiles(Series series) {
        this.series = series;
    }

    /** Tiles of a group; of one that was read twice the reading with observations is kept. */
    private static final class Tiles {
        final Map<Long, Tile> fine = new HashMap<>();
        final Map<Long, Tile> coarse = new HashMap<>();
    }

    void add(Tile tile) {
        Tiles tiles = groups.computeIfAbsent(tile.group(), ignored -> new Tiles());
        Map<Long, Tile> ofSpan = tile.spanMs() == series.fineSpanMs() ? tiles.fine : tiles.coarse;
        ofSpan.merge(tile.startMs(), tile, (a, b) -> a.observations() != null ? a : b);
    }

    /** Tiles of distinct values that neither hold their observations nor a state of them. */
    List<Tile> withoutDistinct() {
        var missing = new ArrayList<Tile>();
        if (series.isDistinct()) {
            for (Tiles tiles : groups.values()) {
                addWithoutDistinct(tiles.coarse, missing);
                addWithoutDistinct(tiles.fine, missing);
            }
        }
        return missing;
    }

    private static void addWithoutDistinct(Map<Long, Tile> tiles, List<Tile> missing) {
        for (Tile tile : tiles.values()) {
            if (tile.distinctState() == null && tile.observations() == null) {
                missing.add(tile);
            }
        }
    }

    void replace(Tile tile) {
        Tiles tiles = groups.get(tile.group());
        (tile.spanMs() == series.fineSpanMs() ? tiles.fine : tiles.coarse).put(tile.startMs(), tile);
    }

    /** State of the window (untilMs - windowMs, untilMs] over all groups: of a series without groups there is one. */
    WindowState state(long untilMs, long windowMs) {
        Tiles tiles = groups.get(Series.NO_GROUP);
        return tiles == null ? new WindowState() : state(tiles, untilMs - windowMs, untilMs);
    }

    /** State of each group that has events in the window. */
    Map<String, WindowState> states(long untilMs, long windowMs) {
        var states = new TreeMap<String, WindowState>();
        groups.forEach((group, tiles) -> {
            WindowState state = state(tiles, untilMs - windowMs, untilMs);
            if (state.events > 0) {
                states.put(group, state);
            }
        });
        return states;
    }

    private WindowState state(Tiles tiles, long afterMs, long untilMs) {
        var state = new WindowState();
        for (Tile tile : tiles.coarse.values()) {
            if (tile.isWholeIn(afterMs, untilMs)) {
                state.add(tile);
            }
        }
        for (Tile tile : tiles.fine.values()) {
            if (isInWholeCoarseTile(tile, afterMs, untilMs)) {
                continue;
            }
            boolean merged = series.isDistinct() ? tile.distinctState() != null : true;
            if (tile.isWholeIn(afterMs, untilMs) && merged) {
                state.add(tile);
            } else if (tile.touches(afterMs, untilMs)) {
                tile.addObservations(afterMs, untilMs, series.isDistinct(), state);
            }
        }
        return state;
    }

    private boolean isInWholeCoarseTile(Tile tile, long afterMs, long untilMs) {
        if (series.coarseSpanMs() == null) {
            return false;
        }
        long span = series.coarseSpanMs();
        long start = Math.floorDiv(tile.startMs(), span) * span;
        return start > afterMs && start + span - 1 <= untilMs;
    }
}
