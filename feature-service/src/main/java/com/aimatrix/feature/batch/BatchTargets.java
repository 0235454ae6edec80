package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import com.aimatrix.feature.definition.FieldType;
import com.aimatrix.feature.definition.JsonPath;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.ingest.EventBatches;
import com.aimatrix.feature.row.BulkRows;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds out where each column of a table goes. */
@Component
class BatchTargets {

    private static final int ROWS_AT_ONCE = 20_000;

    /** Where a text encoder runs: it takes about a millisecond a text, of a large one more. */
    private static final int ENCODED_AT_ONCE = 200;

    private final EventBatches events;
    private final BulkRows rows;
    private final TextValues texts;

    BatchTargets(EventBatches events, BulkRows rows, JsonMapper json) {
        this.events = events;
        this.rows = rows;
        this.texts = new TextValues(json);
    }

    /** @throws ApiProblem 400 that names the part of the request that means nothing, 409 when a view takes no values */
    BatchTarget of(BatchRequest request, BatchTable table, Catalog catalog) {
        BatchRequest.Into into = request.into();
        request.mapped().keySet().forEach(each -> table.column("columns." + each, each));
        if (into.time() == null) {
            throw ApiProblem.badField("into.time", "expected the column with the time; the table has " + table.names());
        }
        table.column("into.time", into.time());
        return into.events() != null ? events(request, table, catalog) : view(request, table, catalog);
    }

    private EventTarget events(BatchRequest request, BatchTable table, Catalog catalog) {
        BatchRequest.Into into = request.into();
        RegisteredSource source = catalog.source("into.events", into.events());
        if (into.id() != null) {
            table.column("into.id", into.id());
        }
        var types = new HashMap<JsonPointer, FieldType>();
        source.definition().fields().forEach(each -> types.put(JsonPath.pointer(each.path()), each.type()));
        var fields = new ArrayList<EventTarget.Field>();
        targets(request, table, into.time(), into.id()).forEach((column, path) -> {
            PayloadPath place = path(column, path);
            fields.stream()
                    .filter(each -> each.path().isInTheWayOf(place))
                    .findFirst()
                    .ifPresent(each -> {
                        throw ApiProblem.badField(
                                "columns." + column,
                                "it cannot go to %s: the column %s is there".formatted(path, each.column()));
                    });
            FieldType type = types.get(place.pointer());
            TableColumn described = table.column("columns", column);
            fields.add(new EventTarget.Field(
                    column,
                    place,
                    typed(table, text -> type == null ? texts.of(described, text) : texts.of(type, text))));
        });
        List<RegisteredView> readers = catalog.everyVersion().stream()
                .filter(view -> view.status() != RegisteredView.Status.RETIRED)
                .filter(view -> Objects.equals(view.sourceId(), source.id()))
                .toList();
        boolean inOrder = readers.stream().anyMatch(view -> view.rules().needsPrevious());
        int rowsAtOnce = rowsAtOnce(readers.stream().anyMatch(RegisteredView::usesEncoder));
        return new EventTarget(events, into.events(), table.id(), into.time(), into.id(), fields, inOrder, rowsAtOnce);
    }

    private static int rowsAtOnce(boolean encoded) {
        return encoded ? ENCODED_AT_ONCE : ROWS_AT_ONCE;
    }

    private static PayloadPath path(String column, String path) {
        try {
            return PayloadPath.of(path);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badField("columns." + column, e.getMessage());
        }
    }

    private ViewTarget view(BatchRequest request, BatchTable table, Catalog catalog) {
        BatchRequest.Into into = request.into();
        RegisteredView view = catalog.view(into.view())
                .orElseThrow(() -> ApiProblem.badField("into.view", "there is no feature view named " + into.view()));
        Map<String, ValueType> features = BulkRows.features(catalog, into.view());
        var fieldsOf = new TreeMap<String, ViewTarget.Field>();
        targets(request, table, into.time(), null).forEach((column, name) -> {
            ValueType type = features.get(name);
            if (type == null && !view.joinKeyNames().contains(name)) {
                throw ApiProblem.badField(
                        "columns." + column,
                        "the view %s has no feature %s to write; it has %s; map the column to null to leave it out"
                                .formatted(into.view(), name, features.keySet()));
            }
            var field = new ViewTarget.Field(
                    column, name, typed(table, text -> type == null ? text : texts.of(type, text)));
            ViewTarget.Field other = fieldsOf.putIfAbsent(name, field);
            if (other != null) {
                throw ApiProblem.badField(
                        "columns." + column, "it cannot go to %s: the column %s does".formatted(name, other.column()));
            }
        });
        for (String key : view.joinKeyNames()) {
            if (!fieldsOf.containsKey(key)) {
                throw ApiProblem.badField("columns", "no column goes to the join key " + key);
            }
        }
        List<ViewTarget.Field> keys =
                view.joinKeyNames().stream().map(fieldsOf::get).toList();
        List<ViewTarget.Field> values = fieldsOf.values().stream()
                .filter(each -> !view.joinKeyNames().contains(each.name()))
                .toList();
        return new ViewTarget(
                rows,
                into.view(),
                into.to(),
                into.time(),
                keys,
                values,
                rowsAtOnce(BulkRows.useEncoder(catalog, into.view())));
    }

    private static UnaryOperator<JsonNode> typed(BatchTable table, Function<JsonNode, JsonNode> ofText) {
        return table.isText() ? ofText::apply : UnaryOperator.identity();
    }

    /** Where each column goes by the request or by its name; time and id go nowhere else unless they are mapped. */
    private static Map<String, String> targets(BatchRequest request, BatchTable table, String time, String id) {
        var targets = new TreeMap<String, String>();
        for (String name : table.names()) {
            boolean mapped = request.mapped().containsKey(name);
            boolean taken = !mapped && (name.equals(time) || name.equals(id));
            String target = mapped ? request.mapped().get(name) : name;
            if (!taken && target != null) {
                targets.put(name, target);
            }
        }
        return targets;
    }
}
