package com.aimatrix.serving.predict;

import com.aimatrix.contracts.feature.OnlineFeatures;
import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Fills the rows of a request with values: those given with it, and the others asked from the feature-service at once. */
@Component
class FeatureLookup {

    private static final Logger log = LoggerFactory.getLogger(FeatureLookup.class);

    private final OnlineFeatures featureService;
    private final FeatureRefusals refusals;

    FeatureLookup(OnlineFeatures featureService, FeatureRefusals refusals) {
        this.featureService = featureService;
        this.refusals = refusals;
    }

    /**
     * @param features all that any version needs
     * @param now the time of rows that have none
     * @throws ApiProblem 400 when an entity key is missing, 503 when the feature-service cannot answer
     */
    FeatureRows read(List<String> features, List<PredictionRequest.Row> rows, Instant now) {
        var values = new Object[rows.size()][];
        var positions = new ArrayList<Integer>();
        var asked = new ArrayList<OnlineRequest.Row>();
        List<String> unpinned = features.stream().map(FeatureNames::unpinned).toList();
        for (int i = 0; i < rows.size(); i++) {
            PredictionRequest.Row row = rows.get(i);
            if (row.features() != null) {
                values[i] = IntStream.range(0, features.size())
                        .mapToObj(place -> row.features().get(row.given(features.get(place), unpinned.get(place))))
                        .toArray();
            } else {
                positions.add(i);
                asked.add(new OnlineRequest.Row(row.at() == null ? now : row.at(), row.entity()));
            }
        }
        if (!asked.isEmpty()) {
            List<OnlineResponse.Row> found = ask(new OnlineRequest(features, asked), positions);
            for (int i = 0; i < found.size(); i++) {
                values[positions.get(i)] = found.get(i).values().toArray();
            }
        }
        return new FeatureRows(features, List.of(values));
    }

    private List<OnlineResponse.Row> ask(OnlineRequest request, List<Integer> positions) {
        OnlineResponse response;
        try {
            response = featureService.read(request);
        } catch (RestClientResponseException e) {
            throw refusals.asProblem(e, positions);
        } catch (RestClientException e) {
            log.warn("The feature-service did not answer: {}", e.getMessage());
            throw away("The feature-service did not answer; ask again, or give the values in rows[].features.");
        }
        int width = request.features().size();
        if (response == null
                || response.rows() == null
                || response.rows().size() != request.rows().size()
                || response.rows().stream()
                        .anyMatch(row -> row.values() == null || row.values().size() != width)) {
            throw away("The feature-service answered another number of rows or features than was asked for.");
        }
        return response.rows();
    }

    static ApiProblem away(String detail) {
        return ApiProblem.unavailable("features-unavailable", detail);
    }
}
