package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.EventSource;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Checks an event against its source; a problem names the field. */
class EventChecks {

    private static final int LONGEST_ID = 200;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Duration FUTURE = Duration.ofDays(1);

    private final Catalog catalog;
    private final Instant latest;
    private final Map<Integer, List<CheckedField>> fields = new HashMap<>();

    private record CheckedField(EventSource.Field field, JsonPointer pointer) {}

    EventChecks(Catalog catalog, Instant now) {
        this.catalog = catalog;
        this.latest = now.plus(FUTURE);
    }

    /** The event, or null after a problem was added. */
    IncomingEvent check(
            String at, String id, String type, Instant time, JsonNode payload, List<FieldProblem> problems) {
        int before = problems.size();
        RegisteredSource source = type == null ? null : catalog.sources().get(type);
        if (source == null) {
            problems.add(new FieldProblem(
                    at + "type",
                    "there is no event source named %s; there are %s"
                            .formatted(type, catalog.sources().keySet())));
        }
        if (id == null || id.isBlank() || id.length() > LONGEST_ID || !EntityKey.isStorable(id)) {
            problems.add(new FieldProblem(
                    at + "id", "expected 1 to %d characters, none NUL or a broken surrogate".formatted(LONGEST_ID)));
        }
        if (time == null) {
            problems.add(new FieldProblem(at + "time", "expected the event's time as RFC 3339"));
        } else if (time.isBefore(EARLIEST) || time.isAfter(latest)) {
            problems.add(new FieldProblem(
                    at + "time", "expected a time between %s and %s, got %s".formatted(EARLIEST, latest, time)));
        }
        if (payload == null || !payload.isObject()) {
            problems.add(new FieldProblem(at + "data", "expected a JSON object"));
        } else if (source != null) {
            checkFields(at + "data.", source, payload, problems);
            checkEntities(at + "data", source, payload, problems);
        }
        if (problems.size() > before) {
            return null;
        }
        String json = payload.toString();
        if (json.contains("\\u0000")) {
            problems.add(new FieldProblem(at + "data", "expected text without NUL characters"));
            return null;
        }
        return new IncomingEvent(source, id, time.toEpochMilli(), payload, json);
    }

    private void checkFields(String at, RegisteredSource source, JsonNode payload, List<FieldProblem> problems) {
        for (CheckedField each : fields.computeIfAbsent(source.id(), id -> fieldsOf(source))) {
            EventSource.Field field = each.field();
            JsonNode value = payload.at(each.pointer());
            if (value.isMissingNode() || value.isNull()) {
                if (field.mustBeThere()) {
                    problems.add(new FieldProblem(at + field.path(), "is required and missing"));
                }
                continue;
            }
            String problem = field.type().problem(value);
            if (problem != null) {
                problems.add(new FieldProblem(at + field.path(), problem));
            }
        }
    }

    private void checkEntities(String at, RegisteredSource source, JsonNode payload, List<FieldProblem> problems) {
        for (Series series : catalog.seriesBySource().getOrDefault(source.id(), List.of())) {
            String problem = series.keyProblem(payload);
            if (problem != null) {
                problems.add(new FieldProblem(at, problem));
                return;
            }
        }
    }

    private static List<CheckedField> fieldsOf(RegisteredSource source) {
        return source.definition().fields().stream()
                .map(field -> new CheckedField(field, Series.pointer(field.path())))
                .toList();
    }
}
