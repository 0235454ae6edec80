package com.aimatrix.feature.feast;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.row.Materializations;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/** {@code POST /materialize} and {@code POST /materialize-incremental}: what was pushed offline is served. */
@RestController
class FeastMaterializeApi implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(FeastMaterializeApi.class);

    private final Materializations materializations;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final Clock clock;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "materialize");
        thread.setDaemon(true);
        return thread;
    });

    FeastMaterializeApi(Materializations materializations, Catalogs catalogs, JsonMapper json, Clock clock) {
        this.materializations = materializations;
        this.catalogs = catalogs;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/materialize")
    ResponseEntity<JsonNode> materialize(
            @RequestBody byte[] bytes,
            @RequestParam(name = "async", defaultValue = "false") boolean async,
            @RequestParam(name = "force", defaultValue = "false") boolean force) {
        FeastBody body = FeastBody.read(bytes, json);
        boolean now = body.flag("disable_event_timestamp");
        Instant from = now ? Times.FIRST : required(body, "start_ts");
        Instant to = now ? clock.instant() : required(body, "end_ts");
        return run(views(body), each -> from, to, async, force);
    }

    @PostMapping("/materialize-incremental")
    ResponseEntity<JsonNode> incremental(
            @RequestBody byte[] bytes,
            @RequestParam(name = "async", defaultValue = "false") boolean async,
            @RequestParam(name = "force", defaultValue = "false") boolean force) {
        FeastBody body = FeastBody.read(bytes, json);
        Instant to = required(body, "end_ts");
        return run(views(body), each -> materializations.until(each).orElse(Times.FIRST), to, async, force);
    }

    private static Instant required(FeastBody body, String name) {
        Instant time = body.time(name);
        if (time == null) {
            throw FeastProblem.invalid("missing", "Field required", name);
        }
        String problem = Times.problem(time);
        if (problem != null) {
            throw FeastProblem.invalid("value_error", problem, name);
        }
        return time;
    }

    /** Those that are named, or all that have rows. */
    private List<RegisteredView> views(FeastBody body) {
        Catalog catalog = catalogs.current();
        var views = new ArrayList<RegisteredView>();
        for (String name : body.texts("feature_views")) {
            views.add(catalog.view(name).orElseThrow(() -> FeastProblem.noView(name)));
        }
        if (views.isEmpty()) {
            catalog.everyVersion().stream()
                    .filter(view -> view.current() && view.hasRows())
                    .forEach(views::add);
        }
        return views;
    }

    private interface From {
        Instant of(RegisteredView view);
    }

    private ResponseEntity<JsonNode> run(
            List<RegisteredView> views, From from, Instant to, boolean async, boolean force) {
        var begun = new ArrayList<RegisteredView>();
        for (RegisteredView view : views) {
            if (!materializations.begin(view, force)) {
                begun.forEach(materializations::abandon);
                return busy(view);
            }
            begun.add(view);
        }
        if (!async) {
            materializeAll(begun, from, to);
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(NullNode.getInstance());
        }
        background.execute(() -> begun.forEach(view -> {
            try {
                long entities = materializations.materialize(view, from.of(view), to);
                log.info("Materialized {} entities of {} up to {}", entities, view.versionedName(), to);
            } catch (RuntimeException e) {
                // Nobody waits for the answer; the next materialization takes the same rows again.
                log.error("The materialization of {} broke off", view.versionedName(), e);
            }
        }));
        var answer = json.createObjectNode();
        answer.put("status", "accepted");
        var names = answer.putArray("feature_views");
        begun.forEach(view -> names.add(view.name()));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer);
    }

    private void materializeAll(List<RegisteredView> views, From from, Instant to) {
        var waiting = new ArrayList<>(views);
        try {
            for (RegisteredView view : views) {
                waiting.remove(view);
                materializations.materialize(view, from.of(view), to);
            }
        } finally {
            waiting.forEach(materializations::abandon);
        }
    }

    private ResponseEntity<JsonNode> busy(RegisteredView view) {
        var answer = json.createObjectNode();
        answer.put(
                "error", "a materialization of %s is under way; ask again, or with ?force=true".formatted(view.name()));
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer);
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }
}
