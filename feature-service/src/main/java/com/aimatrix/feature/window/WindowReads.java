package com.aimatrix.feature.window;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.transform.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers windows at given times from tiles; everything asked for is read in one query. */
@Component
public class WindowReads {

    private final TileStore store;
    private final TransactionTemplate transaction;

    WindowReads(TileStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    public Reading reading() {
        return new Reading();
    }

    /** A window of one entity that ends at a time. */
    public record Question(EntityNumber entity, long untilMs, long windowMs, Aggregate aggregate) {}

    /** An entity of a series within one reading. */
    public record EntityNumber(int number) {}

    private record EntityOfSeries(int seriesId, String entity) {}

    /** What is asked in one request: first all questions, then the query, then the answers. Not thread-safe. */
    public final class Reading {

        private final Map<EntityOfSeries, EntityNumber> numbers = new HashMap<>();
        private final List<EntityOfSeries> entities = new ArrayList<>();
        private final List<EntityTiles> tiles = new ArrayList<>();
        private final List<TileRanges> ranges = new ArrayList<>();
        private final List<Series> series = new ArrayList<>();

        public Question ask(Series of, String entity, long untilMs, long windowMs, Aggregate aggregate) {
            EntityNumber number = numbers.computeIfAbsent(new EntityOfSeries(of.id(), entity), key -> {
                ranges.add(new TileRanges(entities.size(), of, entity));
                tiles.add(new EntityTiles(of));
                series.add(of);
                entities.add(key);
                return new EntityNumber(entities.size() - 1);
            });
            ranges.get(number.number()).add(untilMs, windowMs);
            return new Question(number, untilMs, windowMs, aggregate);
        }

        public boolean isEmpty() {
            return entities.isEmpty();
        }

        /** The query, to be sent together with others. */
        public RoundTrip.Part query() {
            var all = new ArrayList<TileStore.Range>();
            ranges.forEach(each -> each.addTo(all));
            return TileStore.read(all, (number, tile) -> tiles.get(number).add(tile));
        }

        /** Completes what the query has brought; a further query only where distinct values were never counted before. */
        public void complete() {
            for (int i = 0; i < tiles.size(); i++) {
                List<Tile> missing = tiles.get(i).withoutDistinct();
                if (!missing.isEmpty()) {
                    countDistinct(series.get(i), entities.get(i).entity(), tiles.get(i), missing);
                }
            }
        }

        /** The answer, null where undefined. */
        public Double answer(Question question) {
            return tiles.get(question.entity().number())
                    .state(question.untilMs(), question.windowMs())
                    .value(question.aggregate());
        }

        /** The answer for each group that has events in the window, in the order of the groups; without those undefined. */
        public Map<String, Double> groups(Question question) {
            var answers = new TreeMap<String, Double>();
            tiles.get(question.entity().number())
                    .states(question.untilMs(), question.windowMs())
                    .forEach((group, state) -> {
                        Double value = state.value(question.aggregate());
                        if (value != null) {
                            answers.put(group, value);
                        }
                    });
            return answers;
        }
    }

    private record Place(String group, long spanMs, long startMs) {}

    /** Counts the distinct values of whole tiles from their observations, and keeps the result for the next who asks. */
    private void countDistinct(Series series, String entity, EntityTiles tiles, List<Tile> missing) {
        long from = missing.stream().mapToLong(Tile::startMs).min().orElseThrow();
        long to = missing.stream()
                .mapToLong(tile -> tile.startMs() + tile.spanMs() - 1)
                .max()
                .orElseThrow();
        var states = new LinkedHashMap<Tile, DistinctState>();
        var counted = new HashMap<Tile, Integer>();
        var byPlace = new HashMap<Place, Tile>();
        for (Tile tile : missing) {
            states.put(tile, new DistinctState());
            byPlace.put(new Place(tile.group(), tile.spanMs(), tile.startMs()), tile);
        }
        transaction.executeWithoutResult(status -> store.scan(
                series.id(),
                series.fineSpanMs(),
                new String[] {entity},
                Math.floorDiv(from, series.fineSpanMs()) * series.fineSpanMs(),
                to,
                (number, group, startMs, observations) -> {
                    for (long span : series.spansMs()) {
                        Tile tile = byPlace.get(new Place(group, span, Math.floorDiv(startMs, span) * span));
                        if (tile != null) {
                            counted.merge(tile, addHashes(observations, states.get(tile)), Integer::sum);
                        }
                    }
                }));
        states.forEach((tile, state) -> {
            byte[] encoded = state.encoded();
            tiles.replace(tile.withDistinct(encoded));
            boolean mayKeep = !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
            if (mayKeep && counted.getOrDefault(tile, 0) == tile.events()) {
                store.keepDistinct(series.id(), entity, tile, encoded);
            }
        });
    }

    private static int addHashes(byte[] observations, DistinctState state) {
        var buffer = java.nio.ByteBuffer.wrap(observations);
        int count = 0;
        for (int at = Tile.OBSERVATION_BYTES - Long.BYTES; at < observations.length; at += Tile.OBSERVATION_BYTES) {
            long hash = buffer.getLong(at);
            count++;
            if (hash != Series.NO_HASH) {
                state.add(hash);
            }
        }
        return count;
    }
}
