package com.aimatrix.feature.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.definition.Aggregate;
import com.aimatrix.feature.definition.Series;
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
    private static final Series SERIES = new Series(1, 1, List.of(), null, null, HOUR, 24 * HOUR);
    private static final long[] WINDOWS = {1, 60_000, HOUR, 3 * HOUR, 24 * HOUR, 7 * 24 * HOUR};

    private record Event(long at, double value) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tilesSweepAndBruteForceGiveTheSameValueAtAnyTime(long seed) {
        var random = new SplittableRandom(seed);
        List<Event> events = events(random, 3_000);
        EntityTiles tiles = tiles(events);
        Observations observations = observations(events);
        long[] times = random.longs(200, -HOUR, 31 * 24 * HOUR).sorted().toArray();
        times[50] = events.get(0).at();
        times[51] = events.get(0).at() - 1;
        Arrays.sort(times);
        for (long window : WINDOWS) {
            for (Aggregate aggregate : Aggregate.values()) {
                var sliding = new SlidingWindow(observations, window, aggregate);
                for (long time : times) {
                    Double expected = bruteForce(events, time, window, aggregate);
                    String what = "%s over %d ms at %d".formatted(aggregate, window, time);
                    assertThat(tiles.state(time, window).value(aggregate))
                            .as(what)
                            .isEqualTo(expected);
                    double swept = sliding.valueAt(time);
                    assertThat(Double.isNaN(swept) ? null : (Double) swept)
                            .as(what)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void anyOrderOfArrivalGivesTheSameState(long seed) {
        var random = new SplittableRandom(seed);
        List<Event> events = events(random, 500);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new java.util.Random(seed));
        for (Aggregate aggregate : Aggregate.values()) {
            assertThat(tiles(shuffled).state(20 * 24 * HOUR, 15 * 24 * HOUR).value(aggregate))
                    .as(aggregate.name())
                    .isEqualTo(
                            tiles(events).state(20 * 24 * HOUR, 15 * 24 * HOUR).value(aggregate));
        }
    }

    /** Values of very different sizes, some missing, several at the same millisecond, bursts and quiet days. */
    private static List<Event> events(SplittableRandom random, int count) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) {
            long day = random.nextLong(30) / 3 * 3;
            long at = day * 24 * HOUR + random.nextLong(24 * HOUR);
            if (i > 0 && random.nextInt(10) == 0) {
                at = events.get(i - 1).at();
            }
            double value = random.nextInt(20) == 0
                    ? Double.NaN
                    : (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(6));
            events.add(new Event(at, value));
        }
        return events;
    }

    private static EntityTiles tiles(List<Event> events) {
        var tiles = new EntityTiles(SERIES);
        for (long span : new long[] {SERIES.fineSpanMs(), SERIES.coarseSpanMs()}) {
            var byStart = new TreeMap<Long, List<Event>>();
            events.forEach(each -> byStart.computeIfAbsent(
                            Math.floorDiv(each.at(), span) * span, start -> new ArrayList<>())
                    .add(each));
            byStart.forEach((start, members) -> tiles.add(tile(span, start, members)));
        }
        return tiles;
    }

    private static Tile tile(long span, long start, List<Event> members) {
        var state = new WindowState();
        ByteBuffer bytes = ByteBuffer.allocate(members.size() * Tile.OBSERVATION_BYTES);
        for (Event each : members) {
            state.add(each.at(), each.value());
            bytes.putLong(each.at()).putDouble(each.value());
        }
        return new Tile(
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
                span == SERIES.fineSpanMs() ? bytes.array() : new byte[0]);
    }

    private static Observations observations(List<Event> events) {
        var observations = new Observations();
        for (Event each : events) {
            observations.add(ByteBuffer.allocate(Tile.OBSERVATION_BYTES)
                    .putLong(each.at())
                    .putDouble(each.value())
                    .array());
        }
        observations.sort();
        return observations;
    }

    private static Double bruteForce(List<Event> events, long until, long window, Aggregate aggregate) {
        List<Event> inside = events.stream()
                .filter(each -> each.at() > until - window && each.at() <= until)
                .sorted(Comparator.comparingLong(Event::at).thenComparingDouble(Event::value))
                .toList();
        var state = new WindowState();
        inside.forEach(each -> state.add(each.at(), each.value()));
        if (aggregate == Aggregate.COUNT) {
            return (double) inside.size();
        }
        return state.value(aggregate);
    }
}
