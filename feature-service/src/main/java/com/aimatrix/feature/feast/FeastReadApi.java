package com.aimatrix.feature.feast;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.FeatureList;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.online.FeatureReads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /get-online-features}. */
@RestController
class FeastReadApi {

    private static final int MOST_CELLS = 1_000_000;

    private final FeatureReads reads;
    private final JsonMapper json;

    FeastReadApi(FeatureReads reads, JsonMapper json) {
        this.reads = reads;
        this.json = json;
    }

    @PostMapping(path = "/get-online-features")
    ResponseEntity<byte[]> read(@RequestBody byte[] bytes) {
        FeastBody body = FeastBody.read(bytes, json);
        JsonNode entities = body.columns("entities");
        List<String> features = body.texts("features");
        String service = body.text("feature_service");
        if (features.isEmpty() && service == null) {
            throw FeastProblem.invalid("missing", "expected features or feature_service", "features");
        }
        boolean fullNames = body.flag("full_feature_names");
        FeatureReads.Table table = reads.read(catalog -> query(catalog, features, service, entities));
        List<String> names = names(table.columns(), fullNames);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(FeastAnswer.write(entities, names, table));
    }

    private static FeatureReads.Query query(Catalog catalog, List<String> features, String service, JsonNode entities) {
        var columns = new ArrayList<Reference>();
        for (String each : features.isEmpty() ? list(catalog, service).features() : features) {
            columns.add(resolve(catalog, each));
        }
        long cells = (long) FeastBody.rows(entities) * (columns.size() + entities.size());
        if (cells > MOST_CELLS) {
            throw FeastProblem.invalid(
                    "value_error", "expected at most %d values, got %d".formatted(MOST_CELLS, cells), "entities");
        }
        var rows = new ArrayList<FeatureReads.EntityRow>();
        for (int row = 0; row < FeastBody.rows(entities); row++) {
            rows.add(new FeastEntity(entities, row));
        }
        return new FeatureReads.Query(columns, rows);
    }

    private static FeatureList list(Catalog catalog, String name) {
        FeatureList list = catalog.lists().get(name);
        if (list == null) {
            throw FeastProblem.of(
                    HttpStatus.NOT_FOUND,
                    "FeatureServiceNotFoundException",
                    "Feature service %s does not exist".formatted(name));
        }
        return list;
    }

    /** {@code view:feature}, {@code view@2:feature}, or with Feast's way to write a version {@code view@v2:feature}. */
    static Reference resolve(Catalog catalog, String text) {
        String name = viewName(text);
        RegisteredView view = catalog.view(name).orElseThrow(() -> FeastProblem.noView(name));
        String feature = text.substring(text.lastIndexOf(':') + 1);
        int index = view.indexOf(feature);
        if (index < 0) {
            throw FeastProblem.of(
                    HttpStatus.NOT_FOUND,
                    "SpecifiedFeaturesNotPresentError",
                    "Explicitly specified features [%s] not found in feature view %s; it has %s"
                            .formatted(feature, name, view.definition().featureNames()));
        }
        return new Reference(text, view, index);
    }

    /** The name before the colon, with {@code @version} where there is one. */
    static String viewName(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw FeastProblem.invalid("value_error", "expected view:feature, got " + text, "features");
        }
        return text.substring(0, colon).replaceFirst("@v(\\d+)$", "@$1");
    }

    private static List<String> names(List<Reference> columns, boolean fullNames) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (Reference each : columns) {
            String feature = each.column().feature().name();
            String name = fullNames ? each.view().name() + "__" + feature : feature;
            if (!seen.add(name)) {
                throw FeastProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "FeatureNameCollisionError",
                        "Duplicate features named %s found; ask with full_feature_names".formatted(name));
            }
            names.add(name);
        }
        return names;
    }
}
