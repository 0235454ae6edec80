package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.EventSource;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.JsonPath;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private final Map<Integer, Set<KeyedPointer>> keys = new HashMap<>();
    private final Map<Integer, List<Series>> grouped = new HashMap<>();
    private final Map<Integer, Set<List<JsonPointer>>> entities = new HashMap<>();

    private record KeyedPointer(JoinKey key, JsonPointer pointer) {}

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
        for (KeyedPointer each : keys.computeIfAbsent(source.id(), id -> keysOf(source))) {
            String problem = each.key().problem(payload.at(each.pointer()));
            if (problem != null) {
                problems.add(new FieldProblem(at + each.pointer().toString().replace('/', '.'), problem));
            }
        }
        for (List<JsonPointer> pointers : entities.computeIfAbsent(source.id(), id -> entitiesOf(source))) {
            String entity = EntityKey.of(pointers, payload);
            String problem = entity == null ? null : EntityKey.problem(entity);
            if (problem != null) {
                problems.add(new FieldProblem(at, problem));
                return;
            }
        }
        for (Series each : grouped.computeIfAbsent(source.id(), id -> groupedOf(source))) {
            String problem = each.keyProblem(payload);
            if (problem != null) {
                problems.add(
                        new FieldProblem("%s.%s".formatted(at, each.definition().groupBy()), problem));
            }
        }
    }

    private List<Series> groupedOf(RegisteredSource source) {
        return catalog.intake(source.id()).series().stream()
                .filter(each -> each.definition().groupBy() != null)
                .toList();
    }

    /** Each key of each view once. */
    private Set<KeyedPointer> keysOf(RegisteredSource source) {
        var pointers = new LinkedHashSet<KeyedPointer>();
        for (RegisteredView view : viewsOf(source)) {
            for (int i = 0; i < view.keys().size(); i++) {
                pointers.add(
                        new KeyedPointer(view.joinKeys().get(i), view.keys().get(i)));
            }
        }
        return pointers;
    }

    private Set<List<JsonPointer>> entitiesOf(RegisteredSource source) {
        var entities = new LinkedHashSet<List<JsonPointer>>();
        viewsOf(source).forEach(view -> entities.add(view.keys()));
        return entities;
    }

    private List<RegisteredView> viewsOf(RegisteredSource source) {
        return catalog.everyVersion().stream()
                .filter(view -> view.status() != RegisteredView.Status.RETIRED)
                .filter(view -> Objects.equals(view.sourceId(), source.id()))
                .toList();
    }

    private static List<CheckedField> fieldsOf(RegisteredSource source) {
        return source.definition().fields().stream()
                .map(field -> new CheckedField(field, JsonPath.pointer(field.path())))
                .toList();
    }
}
