package com.aimatrix.feature.feast;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.row.RowStore.Target;
import com.aimatrix.feature.row.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /write-to-online-store} and {@code POST /push}. */
@RestController
class FeastWriteApi {

    private static final int MOST_ROWS = 10_000;
    private static final String EVENT_TIME = "event_timestamp";
    private static final Map<String, Target> TARGETS = Map.of(
            "online", Target.ONLINE_AND_OFFLINE,
            "online_and_offline", Target.ONLINE_AND_OFFLINE,
            "offline", Target.OFFLINE);

    private final Rows rows;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Clock clock;

    FeastWriteApi(Rows rows, Catalogs catalogs, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.catalogs = catalogs;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/write-to-online-store")
    ResponseEntity<String> write(@RequestBody byte[] bytes) {
        FeastBody body = FeastBody.read(bytes, json);
        String view = body.requiredText("feature_view_name").replaceFirst("@v(\\d+)$", "@$1");
        JsonNode columns = body.columns("df");
        write(
                catalogs.current().view(view).orElseThrow(() -> FeastProblem.noView(view)),
                view,
                columns,
                Target.ONLINE_AND_OFFLINE);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body("null");
    }

    @PostMapping("/push")
    ResponseEntity<Void> push(@RequestBody byte[] bytes) {
        FeastBody body = FeastBody.read(bytes, json);
        String source = body.requiredText("push_source_name");
        JsonNode columns = body.columns("df");
        String to = body.has("to") ? body.requiredText("to") : "online";
        Target target = TARGETS.get(to);
        if (target == null) {
            throw FeastProblem.invalid(
                    "value_error", "expected one of %s, got %s".formatted(TARGETS.keySet(), to), "to");
        }
        RegisteredView view = ofPushSource(catalogs.current(), source);
        write(view, view.name(), columns, target);
        return ResponseEntity.ok().build();
    }

    private static RegisteredView ofPushSource(Catalog catalog, String source) {
        return catalog.everyVersion().stream()
                .filter(RegisteredView::current)
                .filter(view -> source.equals(view.definition().pushSource()))
                .findFirst()
                .or(() -> catalog.view(source).filter(view -> view.sourceId() == null))
                .orElseThrow(() -> FeastProblem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "PushSourceNotFoundException",
                        "Unable to find push source '%s'.".formatted(source)));
    }

    /** Columns that the view does not know are passed over, as Feast does; {@code created} is the time of arrival here. */
    private void write(RegisteredView view, String name, JsonNode columns, Target target) {
        List<String> features = view.storedColumns().stream()
                .filter(Column.Written.class::isInstance)
                .map(column -> column.feature().name())
                .filter(columns::has)
                .toList();
        for (String key : view.joinKeyNames()) {
            if (!columns.has(key)) {
                throw FeastProblem.invalid(
                        "missing", "Field required: the join keys are " + view.joinKeyNames(), "df", key);
            }
        }
        if (FeastBody.rows(columns) > MOST_ROWS) {
            throw FeastProblem.invalid("too_long", "expected at most %d rows".formatted(MOST_ROWS), "df");
        }
        Instant now = clock.instant();
        var written = new ArrayList<Rows.Row>();
        for (int row = 0; row < FeastBody.rows(columns); row++) {
            written.add(row(view, features, columns, row, now));
        }
        rows.write(name, written, target);
    }

    private static Rows.Row row(RegisteredView view, List<String> features, JsonNode columns, int row, Instant now) {
        var entity = new HashMap<String, JsonNode>();
        for (String key : view.joinKeyNames()) {
            entity.put(key, columns.get(key).get(row));
        }
        var values = new HashMap<String, JsonNode>();
        for (String feature : features) {
            values.put(feature, columns.get(feature).get(row));
        }
        JsonNode time = columns.path(EVENT_TIME).path(row);
        boolean none = time.isMissingNode() || time.isNull();
        return new Rows.Row(entity, none ? now : FeastBody.time(time, "df", EVENT_TIME, row), values);
    }
}
