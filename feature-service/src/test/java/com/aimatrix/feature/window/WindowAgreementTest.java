package com.aimatrix.feature.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.SeriesDefinition;
import com.aimatrix.feature.validation.ValueRules;
import com.aimatrix.transform.Aggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles, the sliding window and a plain count over all events must agree to the last bit. */
class WindowAgreementTest {

    private static final long HOUR = 3_600_000;
    private static final long[] WINDOWS = {1, 60_000, HOUR, 3 * HOUR, 24 * HOUR, 7 * 24 * HOUR};
    private static final List<Aggregate> OF_NUMBERS = Arrays.stream(Aggregate.values())
            .filter(each -> each != Aggregate.UNIQUE)
            .toList();

    /** @param bits of a number, or a hash */
    private record Event(long at, long arrival, long bits) {

        double value() {
            return Double.longBitsToDouble(bits);
        }
    }

    private static Series series(boolean distinct) {
        var definition = new SeriesDefinition(List.of("k"), "v", null, null, null, null, distinct, List.of());
        return new Series(1, 1, definition, HOUR, 24 * HOUR, List.of(), null, null, null, ValueRules.of(List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tilesSweepAndBruteForceGiveTheSameValueAtAnyTime(long seed) {
        var random = new SplittableRandom(seed);
        List<Event> events = events(random, 3_000);
        for (long window : WINDOWS) {
            for (Aggregate aggregate : OF_NUMBERS) {
                agree(events, times(random, events), window, aggregate, false);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300, 900, 6_000})
    void distinctValuesAreCountedAlikeWhetherExactOrSketched(int values) {
        var random = new SplittableRandom(values);
        List<Event> events = hashes(random, 8_000, values);
        for (long window : WINDOWS) {
            agree(events, times(random, events), window, Aggregate.UNIQUE, true);
        }
    }

    private static void agree(List<Event> events, long[] times, long window, Aggregate aggregate, boolean distinct) {
        EntityTiles tiles = tiles(events, distinct);
        Observations observations = observations(events);
        var sliding = new SlidingWindow(observations, window, aggregate, distinct);
        var arrived = new ArrivedWindow(observations, window, aggregate, distinct);
        for (long time : times) {
            String what = "%s over %d ms at %d".formatted(aggregate, window, time);
            Double expected = bruteForce(events, time, window, aggregate, distinct, Long.MAX_VALUE);
            assertThat(tiles.state(time, window).value(aggregate)).as(what).isEqualTo(expected);
            assertThat(orNull(sliding.valueAt(time))).as(what).isEqualTo(expected);
            assertThat(orNull(arrived.valueAt(time)))
                    .as(what)
                    .isEqualTo(bruteForce(events, time, window, aggregate, distinct, time));
        }
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }

    private static long[] times(SplittableRandom random, List<Event> events) {
        long[] times = random.longs(200, -HOUR, 31 * 24 * HOUR).toArray();
        times[50] = events.get(0).at();
        times[51] = events.get(0).at() - 1;
        Arrays.sort(times);
        return times;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void anyOrderOfArrivalGivesTheSameState(long seed) {
        var random = new SplittableRandom(seed);
        List<Event> events = events(random, 500);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new java.util.Random(seed));
        for (Aggregate aggregate : OF_NUMBERS) {
            assertThat(tiles(shuffled, false)
                            .state(20 * 24 * HOUR, 15 * 24 * HOUR)
                            .value(aggregate))
                    .as(aggregate.name())
                    .isEqualTo(tiles(events, false)
                            .state(20 * 24 * HOUR, 15 * 24 * HOUR)
                            .value(aggregate));
        }
    }

    /** Values of very different sizes, some missing, several at the same millisecond, bursts and quiet days, some late. */
    private static List<Event> events(SplittableRandom random, int count) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            double value = random.nextInt(20) == 0
                    ? Double.NaN
                    : (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(6));
            events.add(event(random, events, Double.doubleToRawLongBits(value)));
        }
        return events;
    }

    private static List<Event> hashes(SplittableRandom random, int count, int values) {
        long[] distinct = random.longs(values).map(each -> each == 0 ? 1 : each).toArray();
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            long hash = random.nextInt(20) == 0 ? Series.NO_HASH : distinct[random.nextInt(values)];
            events.add(event(random, events, hash));
        }
        return events;
    }

    private static Event event(SplittableRandom random, List<Event> before, long bits) {
        long day = random.nextLong(30) / 3 * 3;
        long at = day * 24 * HOUR + random.nextLong(24 * HOUR);
        if (!before.isEmpty() && random.nextInt(10) == 0) {
            at = before.get(before.size() - 1).at();
        }
        return new Event(at, at + (random.nextInt(4) == 0 ? random.nextLong(48 * HOUR) : 0), bits);
    }

    /** Whole tiles of distinct values hold a state instead of their observations, as they do when they are read. */
    private static EntityTiles tiles(List<Event> events, boolean distinct) {
        Series series = series(distinct);
        var tiles = new EntityTiles(series);
        for (long span : new long[] {series.fineSpanMs(), series.coarseSpanMs()}) {
            var byStart = new TreeMap<Long, List<Event>>();
            events.forEach(each -> byStart.computeIfAbsent(
                            Math.floorDiv(each.at(), span) * span, start -> new ArrayList<>())
                    .add(each));
            byStart.forEach(
                    (start, members) -> tiles.add(tile(span, start, members, span == series.fineSpanMs(), distinct)));
        }
        return tiles;
    }

    private static Tile tile(long span, long start, List<Event> members, boolean fine, boolean distinct) {
        var state = new WindowState();
        var values = new DistinctState();
        for (Event each : members) {
            state.add(each.at(), each.bits(), distinct);
            if (distinct && each.bits() != Series.NO_HASH) {
                values.add(each.bits());
            }
        }
        return new Tile(
                Series.NO_GROUP,
                span,
                start,
                state.events,
                state.n,
                state.sum.high(),
                state.sum.low(),
                state.squares.high(),
                state.squares.low(),
                state.min,
                state.max,
                state.lastAt,
                state.last,
                fine ? encoded(start, members) : null,
                distinct && !fine ? values.encoded() : null);
    }

    private static byte[] encoded(long start, List<Event> members) {
        ByteBuffer bytes = ByteBuffer.allocate(members.size() * Tile.OBSERVATION_BYTES);
        for (Event each : members) {
            bytes.putInt((int) (each.at() - start)).putLong(each.arrival()).putLong(each.bits());
        }
        return bytes.array();
    }

    private static Observations observations(List<Event> events) {
        var observations = new Observations();
        for (Event each : events) {
            observations.add(each.at(), encoded(each.at(), List.of(each)), Long.MAX_VALUE);
        }
        observations.sort();
        return observations;
    }

    private static Double bruteForce(
            List<Event> events, long until, long window, Aggregate aggregate, boolean distinct, long arrivedBy) {
        List<Event> inside = events.stream()
                .filter(each -> each.at() > until - window && each.at() <= until && each.arrival() <= arrivedBy)
                .sorted(Comparator.comparingLong(Event::at).thenComparingDouble(Event::value))
                .toList();
        var state = new WindowState();
        inside.forEach(each -> state.add(each.at(), each.bits(), distinct));
        return aggregate == Aggregate.COUNT ? (Double) (double) inside.size() : state.value(aggregate);
    }
}
