package com.aimatrix.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Sends the year's events piece by piece in event time, and knows when the platform has taken them. */
final class Replay {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final PlatformClient platform;
    private final EventStream stream;
    private final List<FlightEvent> events;
    private int sent;

    Replay(PlatformClient platform, EventStream stream, List<FlightEvent> events) {
        this.platform = platform;
        this.stream = stream;
        this.events = events;
    }

    /** Events before a time that were not sent yet. */
    synchronized int waiting(Instant until) {
        return end(until) - sent;
    }

    /** Sends every event before a time that was not sent yet, and waits until all sent ones are in the features. */
    synchronized int sendUntil(Instant until, LongConsumer progress) {
        int from = sent;
        int to = end(until);
        stream.send(events.subList(from, to), ignored -> progress.accept(taken() - from));
        sent = to;
        Waiting.until(
                "ingestion of %d events".formatted(to),
                LONGEST,
                () -> {
                    long now = taken();
                    progress.accept(now - from);
                    return now;
                },
                now -> now >= to);
        return to - from;
    }

    private int end(Instant until) {
        int end = sent;
        while (end < events.size() && events.get(end).time().isBefore(until)) {
            end++;
        }
        return end;
    }

    private long taken() {
        long taken = 0;
        for (JsonNode source : platform.get("/api/v1/features/sources/progress")) {
            taken += source.path("events").asLong();
        }
        return taken;
    }
}
