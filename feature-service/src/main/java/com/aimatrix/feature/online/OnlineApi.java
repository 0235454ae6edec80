package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Reads features as they are, or were. */
@RestController
@RequestMapping("/api/v1/features")
class OnlineApi {

    private static final int MOST_ROWS = 1_000;
    private static final int MOST_FEATURES = 500;

    private final FeatureReads reads;
    private final JsonMapper json;

    OnlineApi(FeatureReads reads, JsonMapper json) {
        this.reads = reads;
        this.json = json;
    }

    @PostMapping(path = "/online", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OnlineResponse.class)))
    ResponseEntity<byte[]> read(@RequestBody OnlineRequest request) {
        check(request);
        FeatureReads.Table table = reads.read(catalog -> query(catalog, request));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(OnlineAnswer.write(table));
    }

    private static void check(OnlineRequest request) {
        List<String> features = request.features();
        boolean fromList = request.service() != null && features == null;
        if (!fromList && (features == null || features.isEmpty() || features.size() > MOST_FEATURES)) {
            throw ApiProblem.badField("features", "expected 1 to %d references view:feature".formatted(MOST_FEATURES));
        }
        if (request.rows() == null
                || request.rows().size() > MOST_ROWS
                || request.rows().contains(null)) {
            throw ApiProblem.badField("rows", "expected a list of at most %d rows, none null".formatted(MOST_ROWS));
        }
        for (int i = 0; i < request.rows().size(); i++) {
            Times.check("rows[%d].asOf".formatted(i), request.rows().get(i).asOf());
        }
    }

    private FeatureReads.Query query(Catalog catalog, OnlineRequest request) {
        var rows = new ArrayList<FeatureReads.EntityRow>(request.rows().size());
        for (int i = 0; i < request.rows().size(); i++) {
            rows.add(new RequestedRow(i, request.rows().get(i), json));
        }
        List<String> features = request.features() != null
                ? request.features()
                : catalog.requireList("service", request.service()).features();
        return new FeatureReads.Query(catalog.resolve("features", features), rows);
    }
}
