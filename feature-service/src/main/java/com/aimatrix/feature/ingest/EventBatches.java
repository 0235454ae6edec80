package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Events of batches: checked, and taken as those of the stream are, so that what came by the stream as well counts once. A part
 * is taken in one transaction; an event that is refused stops nothing.
 */
@Component
public class EventBatches {

    private final EventIngest ingest;
    private final Catalogs catalogs;
    private final Clock clock;

    EventBatches(EventIngest ingest, Catalogs catalogs, Clock clock) {
        this.ingest = ingest;
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /** @param number the caller's */
    public record Event(long number, String id, Instant time, JsonNode data) {}

    /**
     * What became of events.
     *
     * @param accepted events that count
     * @param duplicates events that were there already
     * @param tooLate events of a time that the retention has dropped
     * @param quarantined rows and observations of accepted events that wait for a correction
     * @param refused by number, with the reason; nothing of them is kept
     */
    public record Taken(int accepted, int duplicates, int tooLate, int quarantined, Map<Long, String> refused) {}

    /**
     * Takes events of a source.
     *
     * @param with what else changes in the transaction; may throw, to take nothing
     */
    public Taken take(String source, List<Event> events, Consumer<Taken> with) {
        var checks = new EventChecks(catalogs.current(), clock.instant());
        var refused = new TreeMap<Long, String>();
        var incoming = new ArrayList<IncomingEvent>(events.size());
        var numbers = new HashMap<IncomingEvent, Long>(events.size() * 2);
        for (Event each : events) {
            var problems = new ArrayList<FieldProblem>();
            IncomingEvent event = checks.check("", each.id(), source, each.time(), each.data(), problems);
            if (event == null) {
                refused.put(
                        each.number(),
                        problems.stream()
                                .map(problem -> problem.field() + ": " + problem.message())
                                .collect(Collectors.joining("; ")));
            } else {
                incoming.add(event);
                numbers.putIfAbsent(event, each.number());
            }
        }
        Taken[] taken = new Taken[1];
        ingest.take(incoming, done -> {
            done.refused()
                    .forEach((event, broken) -> refused.put(
                            numbers.get(event),
                            broken.stream().map(Broken::toString).collect(Collectors.joining("; "))));
            taken[0] = new Taken(done.accepted(), done.duplicates(), done.tooLate(), done.quarantined(), refused);
            with.accept(taken[0]);
        });
        return taken[0];
    }
}
