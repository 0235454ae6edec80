package com.aimatrix.feature.feast;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.JoinKey;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.feature.vector.Neighbours;
import com.aimatrix.feature.vector.Neighbours.Neighbour;
import com.aimatrix.feature.vector.VectorQuery;
import com.aimatrix.feature.vector.VectorSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /search}, also under its older name: both ways in which Feast's SDK asks for documents. */
@RestController
class FeastSearchApi {

    /** Asked for like a feature; always answered. */
    private static final String DISTANCE = "distance";

    private final Catalogs catalogs;
    private final VectorSearch search;
    private final JsonMapper json;

    FeastSearchApi(Catalogs catalogs, VectorSearch search, JsonMapper json) {
        this.catalogs = catalogs;
        this.search = search;
        this.json = json;
    }

    @PostMapping(path = {"/search", "/retrieve-online-documents"})
    ResponseEntity<byte[]> search(@RequestBody byte[] bytes) {
        FeastBody body = FeastBody.read(bytes, json);
        Catalog catalog = catalogs.current();
        List<String> asked = body.texts("features");
        RegisteredView view = view(catalog, asked);
        List<Reference> features = features(catalog, view, asked);
        Reference vector = vector(view, features);
        checkMetric(body, vector);
        if (!body.has("query") && !body.has("query_string")) {
            throw FeastProblem.invalid("value_error", "expected query, query_string or both", "query");
        }
        boolean embeds = !body.has("query") && vector.column() instanceof Column.Embedded;
        Neighbours found = search.search(VectorQuery.of(
                vector.pinned(),
                body.has("query") ? body.numbers("query") : null,
                embeds ? body.text("query_string") : null,
                embeds ? null : body.text("query_string"),
                body.wholeNumber("top_k"),
                FeastFilters.of(body.json().path("filters")),
                features.stream().map(Reference::pinned).toList()));
        List<String> names =
                features.stream().map(each -> each.column().feature().name()).toList();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(FeastAnswer.write(entities(view, found.neighbours()), names, found));
    }

    private static RegisteredView view(Catalog catalog, List<String> asked) {
        if (asked.isEmpty()) {
            throw FeastProblem.invalid("missing", "Field required", "features");
        }
        String name = FeastReadApi.viewName(asked.get(0));
        return catalog.view(name).orElseThrow(() -> FeastProblem.noView(name));
    }

    /** Those of the view; its join keys and the distance may be among them and come in any case. */
    private static List<Reference> features(Catalog catalog, RegisteredView view, List<String> asked) {
        var features = new ArrayList<Reference>();
        for (int i = 0; i < asked.size(); i++) {
            String text = asked.get(i);
            String name = text.substring(text.lastIndexOf(':') + 1);
            if (!FeastReadApi.viewName(text).equals(FeastReadApi.viewName(asked.get(0)))) {
                throw FeastProblem.invalid("value_error", "expected features of one view", "features", i);
            }
            if (view.indexOf(name) >= 0
                    || !(name.equals(DISTANCE) || view.joinKeyNames().contains(name))) {
                features.add(FeastReadApi.resolve(catalog, text));
            }
        }
        return features;
    }

    /** The one that is asked for; or the only one that the view has. */
    private static Reference vector(RegisteredView view, List<Reference> features) {
        List<Reference> vectors = vectors(features);
        if (vectors.isEmpty()) {
            var all = new ArrayList<Reference>();
            for (int i = 0; i < view.columns().size(); i++) {
                all.add(new Reference(view.columns().get(i).feature().name(), view, i));
            }
            vectors = vectors(all);
        }
        if (vectors.size() != 1) {
            throw FeastProblem.invalid(
                    "value_error",
                    "expected exactly one vector among the features, got %s"
                            .formatted(vectors.stream().map(Reference::pinned).toList()),
                    "features");
        }
        return vectors.get(0);
    }

    private static List<Reference> vectors(List<Reference> features) {
        return features.stream()
                .filter(each -> each.column().type() == ValueType.VECTOR)
                .toList();
    }

    /** Vectors are indexed by one metric. */
    private static void checkMetric(FeastBody body, Reference vector) {
        String asked = body.text("distance_metric");
        Metric metric = vector.column().feature().vector().metricOrDefault();
        if (asked != null && !asked.toUpperCase(Locale.ROOT).equals(metric.name())) {
            throw FeastProblem.invalid(
                    "value_error",
                    "expected %s, by which %s is indexed, got %s".formatted(metric, vector.pinned(), asked),
                    "distance_metric");
        }
    }

    private ObjectNode entities(RegisteredView view, List<Neighbour> neighbours) {
        ObjectNode columns = json.createObjectNode();
        for (JoinKey key : view.joinKeys()) {
            ArrayNode column = columns.putArray(key.name());
            for (Neighbour each : neighbours) {
                column.add(key.json(each.entity().get(key.name())));
            }
        }
        return columns;
    }
}
