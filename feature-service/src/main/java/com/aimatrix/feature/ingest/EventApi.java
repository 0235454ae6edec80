package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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
 * NDJSON. All of a request is taken or nothing; the answer comes when it is durable.
 */
@RestController
@RequestMapping("/api/v1/features")
class EventApi {

    private static final int MOST_EVENTS = 10_000;
    private static final String CLOUD_EVENT = "application/cloudevents+json";
    private static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

    private final EventIngest ingest;
    private final EventStore store;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Clock clock;

    EventApi(EventIngest ingest, EventStore store, Catalogs catalogs, JsonMapper json, Clock clock) {
        this.ingest = ingest;
        this.store = store;
        this.catalogs = catalogs;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(
            path = "/events",
            consumes = {MediaType.APPLICATION_JSON_VALUE, CLOUD_EVENT, CLOUD_EVENTS})
    EventIngest.Taken postEvents(@RequestBody JsonNode body) {
        if (!body.isArray()) {
            return take(List.of(body), false);
        }
        var events = new ArrayList<JsonNode>(body.size());
        body.forEach(events::add);
        return take(events, true);
    }

    @PostMapping(path = "/events", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    EventIngest.Taken postLines(@RequestBody String body) {
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

    @GetMapping("/sources/progress")
    List<SourceProgress> progress() {
        return store.progress();
    }

    private EventIngest.Taken take(List<JsonNode> events, boolean several) {
        if (events.size() > MOST_EVENTS) {
            throw ApiProblem.badField(
                    "body", "expected at most %d events, got %d".formatted(MOST_EVENTS, events.size()));
        }
        var checks = new EventChecks(catalogs.current(), clock.instant());
        var problems = new ArrayList<FieldProblem>();
        var incoming = new ArrayList<IncomingEvent>(events.size());
        for (int i = 0; i < events.size(); i++) {
            String at = several ? "[%d].".formatted(i) : "";
            JsonNode event = events.get(i);
            incoming.add(checks.check(
                    at, text(event, "id"), text(event, "type"), time(event.path("time")), event.get("data"), problems));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        return ingest.take(incoming);
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
