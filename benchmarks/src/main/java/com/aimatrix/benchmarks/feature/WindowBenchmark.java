package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Connection;
import com.aimatrix.benchmarks.load.Load;
import com.aimatrix.benchmarks.load.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Events over the API into a windowed view, then its online reads for one entity with 100,000 events in 30 days: distinct values
 * and the mean of the last 30 days, at times asked for to the millisecond.
 */
final class WindowBenchmark {

    private static final int EVENTS = 100_000;
    private static final int BATCH = 1_000;
    private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long PERIOD_MS = Duration.ofDays(30).toMillis();

    private final Target target;
    private final Duration duration;

    WindowBenchmark(Target target, Duration duration) {
        this.target = target;
        this.duration = duration;
    }

    void run() {
        Definitions.put(
                target.address(), "entities/account", "{\"name\":\"account\",\"joinKeys\":[{\"name\":\"account\"}]}");
        Definitions.put(target.address(), "sources/payment", """
                {"name": "payment", "fields": [{"path": "amount", "type": "NUMBER"}, {"path": "shop", "type": "STRING"}]}""");
        Definitions.put(target.address(), "views/account_payments", """
                {"name": "account_payments", "entity": "account", "source": "payment", "features": [
                 {"name": "shops_30d", "transformation": {"type": "window", "aggregate": "unique", "path": "shop", "window": "30d"}},
                 {"name": "amount_30d", "transformation": {"type": "window", "aggregate": "avg", "path": "amount", "window": "30d"}}]}""");
        var random = new SplittableRandom(3);
        long started = System.nanoTime();
        for (int from = 0; from < EVENTS; from += BATCH) {
            Definitions.post(target.address(), "events", batch(random, from));
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%,d events of one entity over the API in %.1f s = %,.0f events/s (one client, %,d a request)%n",
                EVENTS, seconds, EVENTS / seconds, BATCH);
        var requests = Load.prepared(
                512,
                i -> Connection.post("/api/v1/features/online", """
                {"features": ["account_payments:shops_30d", "account_payments:amount_30d"],
                 "rows": [{"asOf": "%s", "entity": {"account": "a"}}]}""".formatted(
                                Instant.ofEpochMilli(START_MS + PERIOD_MS - random.nextLong(3_600_000)))));
        Load.run(target, 1, Duration.ofSeconds(5), i -> requests.get(i % requests.size()));
        for (int clients : new int[] {1, 8}) {
            Load.run(target, clients, duration, i -> requests.get(i % requests.size()))
                    .print(target.name(), "30 d unique + avg, 100k events", clients, 0);
        }
    }

    private static String batch(SplittableRandom random, int from) {
        var json = new StringBuilder("[");
        for (int i = from; i < from + BATCH; i++) {
            json.append(i == from ? "" : ",").append("""
                    {"id":"%d","type":"payment","time":"%s","data":{"account":"a","amount":%s,"shop":"s%d"}}""".formatted(
                            i,
                            Instant.ofEpochMilli(START_MS + PERIOD_MS * i / EVENTS),
                            random.nextDouble(),
                            random.nextInt(20_000)));
        }
        return json.append("]").toString();
    }
}
