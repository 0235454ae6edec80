package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Cpu;
import com.aimatrix.benchmarks.load.Target;
import com.aimatrix.standalone.demo.EventStream;
import com.aimatrix.standalone.demo.FlightEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Events over Kafka into a view of six windowed features (count, sum, avg, max and unique of an hour to 30 days): payments of
 * 5,000 accounts, 20 a second by their own time. The clock runs from the first send until the last event counts; sender, Kafka,
 * PostgreSQL and service share the machine.
 */
final class StreamBenchmark {

    private static final int EVENTS = 500_000;
    private static final int ACCOUNTS = 5_000;
    private static final int SHOPS = 2_000;
    private static final long EVENT_EVERY_MS = 50;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** The first time into a JVM that has just started. */
    private static final int TIMES = 3;

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String VIEW = """
            {"name": "account_spending", "entity": "spender", "source": "spent", "features": [
             {"name": "n_1h", "transformation": {"type": "window", "aggregate": "count", "window": "1h"}},
             {"name": "n_24h", "transformation": {"type": "window", "aggregate": "count", "window": "24h"}},
             {"name": "sum_24h", "transformation": {"type": "window", "aggregate": "sum", "path": "amount", "window": "24h"}},
             {"name": "avg_7d", "transformation": {"type": "window", "aggregate": "avg", "path": "amount", "window": "7d"}},
             {"name": "max_30d", "transformation": {"type": "window", "aggregate": "max", "path": "amount", "window": "30d"}},
             {"name": "shops_7d", "transformation": {"type": "window", "aggregate": "unique", "path": "shop", "window": "7d"}}]}""";

    private final Target target;
    private final String kafka;

    StreamBenchmark(Target target, String kafka) {
        this.target = target;
        this.kafka = kafka;
    }

    void run() {
        Definitions.put(
                target.address(), "entities/spender", "{\"name\":\"spender\",\"joinKeys\":[{\"name\":\"account\"}]}");
        Definitions.put(target.address(), "sources/spent", """
                {"name": "spent", "fields": [{"path": "amount", "type": "NUMBER"}, {"path": "shop", "type": "STRING"}]}""");
        Definitions.put(target.address(), "views/account_spending", VIEW);
        for (int time = 0; time < TIMES; time++) {
            measure(events(time));
        }
    }

    private void measure(List<FlightEvent> events) {
        long before = taken();
        var cpu = new Cpu(target);
        try (var stream = new EventStream(kafka)) {
            stream.send(events, sent -> {});
        }
        double sent = cpu.seconds();
        while (taken() < before + events.size()) {
            if (cpu.seconds() > LONGEST.toSeconds()) {
                throw new IllegalStateException("only %d of %d events were taken".formatted(taken(), events.size()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        System.out.printf("stream: %s; %.2f s until Kafka had them all%n", cpu.since(events.size(), "events"), sent);
    }

    private long taken() {
        long events = 0;
        for (JsonNode source : Definitions.get(target.address(), "sources/progress")) {
            events += source.path("events").asLong();
        }
        return events;
    }

    private static List<FlightEvent> events(int time) {
        var random = new SplittableRandom(17 + time);
        var events = new ArrayList<FlightEvent>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            String account = "a" + random.nextInt(ACCOUNTS);
            Map<String, Object> data = Map.of(
                    "account", account, "amount", random.nextInt(100_000) / 100.0, "shop", "s" + random.nextInt(SHOPS));
            Instant at = START.plusMillis(EVENT_EVERY_MS * (i + (long) time * EVENTS));
            events.add(new FlightEvent("%d-%d".formatted(time, i), "spent", at, account, data));
        }
        return events;
    }
}
