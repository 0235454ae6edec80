package com.aimatrix.feature.live;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.online.FeatureReads;
import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Updates of features as server-sent events. */
@RestController
@RequestMapping("/api/v1/features")
class LiveApi implements DisposableBean {

    private static final int MOST_CLIENTS = 200;
    private static final int MOST_FEATURES = 100;
    private static final long NO_TIMEOUT = 0;

    private final LiveFeed feed;
    private final ChangeStore store;
    private final FeatureReads reads;
    private final Catalogs catalogs;
    private final JsonMapper json;
    private final ExecutorService clients = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "live-client");
        thread.setDaemon(true);
        return thread;
    });

    LiveApi(LiveFeed feed, ChangeStore store, FeatureReads reads, Catalogs catalogs, JsonMapper json) {
        this.feed = feed;
        this.store = store;
        this.reads = reads;
        this.catalogs = catalogs;
        this.json = json;
    }

    /**
     * Tells features whenever something they are computed from was committed: as they are at the time of the newest change, an
     * entity at most about five times a second.
     *
     * <p>The parameter {@code entity}, which may come several times, is a JSON object of join keys, {@code {"driver_id": 7}}; without
     * it every entity is told.
     *
     * @param lastEventId goes on behind that update; without it from now on
     */
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter follow(
            @RequestParam("features") List<String> features,
            @Parameter(hidden = true) HttpServletRequest request,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId) {
        if (features.isEmpty() || features.size() > MOST_FEATURES) {
            throw ApiProblem.badField("features", "expected 1 to %d references view:feature".formatted(MOST_FEATURES));
        }
        if (feed.sessions() >= MOST_CLIENTS) {
            throw new ApiProblem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-followers",
                    "expected at most %d followers of an instance; try again later".formatted(MOST_CLIENTS),
                    List.of());
        }
        Catalog catalog = catalogs.current();
        List<JoinKey> keys = catalog.resolve("features", features).get(0).view().joinKeys();
        Interest interest = Interest.of(catalog, features, entityKeys(keys, request.getParameterValues("entity")));
        var emitter = new SseEmitter(NO_TIMEOUT);
        var session = new LiveSession(interest, position(lastEventId), emitter, store, feed, reads);
        emitter.onCompletion(session::end);
        clients.execute(session);
        return emitter;
    }

    private Set<String> entityKeys(List<JoinKey> keys, String[] entities) {
        var encoded = new HashSet<String>();
        for (int i = 0; entities != null && i < entities.length; i++) {
            String at = "entity[%d]".formatted(i);
            var values = new ArrayList<String>();
            Map<String, JsonNode> given = read(at, entities[i]);
            for (JoinKey key : keys) {
                JsonNode value = given.get(key.name());
                String problem = value == null || value.isNull() ? "is missing" : key.problem(value);
                if (problem != null) {
                    throw ApiProblem.badField(at + "." + key.name(), problem);
                }
                values.add(EntityKey.text(value));
            }
            encoded.add(EntityKey.of(values));
        }
        return encoded;
    }

    private Map<String, JsonNode> read(String at, String text) {
        try {
            var values = new HashMap<String, JsonNode>();
            json.readTree(text).properties().forEach(each -> values.put(each.getKey(), each.getValue()));
            return values;
        } catch (JacksonException e) {
            throw ApiProblem.badField(at, "expected an object of join keys such as {\"driver_id\": 7}");
        }
    }

    private static Position position(String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank() ? null : Position.parse(lastEventId);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badField("Last-Event-ID", e.getMessage());
        }
    }

    @Override
    public void destroy() {
        clients.shutdownNow();
    }
}
