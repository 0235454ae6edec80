package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events over HTTP, as CloudEvents in JSON ({@code id}, {@code type}, {@code time}, {@code data}): one, an array, or
 * NDJSON. All of a request is taken or nothing; the answer comes when it is durable. A stream without end is taken in parts.
 */
@RestController
@RequestMapping("/api/v1/features")
class EventApi {

    private static final int MOST_EVENTS = 10_000;
    private static final String CLOUD_EVENT = "application/cloudevents+json";
    private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    private final EventIngest ingest;
    private final EventStream stream;
    private final EventStore store;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Clock clock;

    EventApi(
            EventIngest ingest, EventStream stream, EventStore store, Catalogs catalogs, JsonMapper json, Clock clock) {
        this.ingest = ingest;
        this.stream = stream;
        this.store = store;
        this.catalogs = catalogs;
        this.json = json;
        this.clock = clock;
    }

    /** @param quarantined rows and observations of accepted events that wait for a correction */
    record Answer(int accepted, int duplicates, int tooLate, int quarantined) {}

    @PostMapping(
            path = "/events",
            consumes = {MediaType.APPLICATION_JSON_VALUE, CLOUD_EVENT, CLOUD_EVENTS})
    Answer postEvents(@RequestBody JsonNode body) {
        if (!body.isArray()) {
            return take(List.of(body), false);
        }
        var events = new ArrayList<JsonNode>(body.size());
        body.forEach(events::add);
        return take(events, true);
    }

    @PostMapping(path = "/events", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    Answer postLines(@RequestBody String body) {
        var events = new ArrayList<JsonNode>();
        for (String line : body.lines().filter(each -> !each.isBlank()).toList()) {
            try {
                events.add(json.readTree(line));
            } catch (JacksonException e) {
                throw ApiProblem.badField("[%d]".formatted(events.size()), "expected JSON: " + e.getOriginalMessage());
            }
        }
        return take(events, true);
    }

    /** Takes lines as they come, a thousand at a time; a line that is refused is told in the answer and stops nothing. */
    @PostMapping(path = "/events/stream", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    EventStream.Summary postStream(InputStream body) throws IOException {
        return stream.take(body);
    }

    @GetMapping("/sources/progress")
    List<SourceProgress> progress() {
        return store.progress();
    }

    private Answer take(List<JsonNode> events, boolean several) {
        if (events.size() > MOST_EVENTS) {
            throw ApiProblem.badField(
                    "body", "expected at most %d events, got %d".formatted(MOST_EVENTS, events.size()));
        }
        var checks = new EventChecks(catalogs.current(), clock.instant());
        var problems = new ArrayList<FieldProblem>();
        var incoming = new ArrayList<IncomingEvent>(events.size());
        var places = new HashMap<IncomingEvent, String>();
        for (int i = 0; i < events.size(); i++) {
            String at = several ? "[%d].".formatted(i) : "";
            IncomingEvent event = check(checks, at, events.get(i), problems);
            if (event != null) {
                incoming.add(event);
                places.put(event, at);
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        EventIngest.Taken taken = ingest.take(incoming, done -> refuse(done.refused(), places));
        return new Answer(taken.accepted(), taken.duplicates(), taken.tooLate(), taken.quarantined());
    }

    private static void refuse(Map<IncomingEvent, List<Broken>> refused, Map<IncomingEvent, String> places) {
        if (!refused.isEmpty()) {
            var problems = new ArrayList<FieldProblem>();
            refused.forEach((event, reasons) -> reasons.forEach(each ->
                    problems.add(new FieldProblem(places.get(event) + "data." + each.feature(), each.message()))));
            throw ApiProblem.badFields(problems);
        }
    }

    /** The event, or null after a problem was added. */
    static IncomingEvent check(EventChecks checks, String at, JsonNode event, List<FieldProblem> problems) {
        return checks.check(
                at, text(event, "id"), text(event, "type"), time(event.path("time")), event.get("data"), problems);
    }

    private static String text(JsonNode event, String field) {
        JsonNode value = event.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    /** Null when it is missing or no time; the checks then say what was expected. */
    private static Instant time(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
