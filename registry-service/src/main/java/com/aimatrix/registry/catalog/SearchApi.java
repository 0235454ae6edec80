package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Page;
import java.util.List;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Searches over all models, in MLflow's language: {@code filter=semver LIKE '1.%' AND tags.team = 'ops'}. */
@RestController
@RequestMapping("/api/v1/registry/search")
class SearchApi {

    private static final int MOST = 1_000;

    private final ModelSearch models;
    private final VersionSearch versions;

    SearchApi(ModelSearch models, VersionSearch versions) {
        this.models = models;
        this.versions = versions;
    }

    @GetMapping("/models")
    Page<Model> models(
            @RequestParam(required = false) String filter,
            @RequestParam(defaultValue = "") List<String> orderBy,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) String pageToken) {
        return answer(new SearchRequest(filter, orderBy, limit, pageToken), models::find);
    }

    @GetMapping("/versions")
    Page<Version> versions(
            @RequestParam(required = false) String filter,
            @RequestParam(defaultValue = "") List<String> orderBy,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) String pageToken) {
        return answer(new SearchRequest(filter, orderBy, limit, pageToken), versions::find);
    }

    private static <T> Page<T> answer(SearchRequest request, Function<SearchRequest, Page<T>> search) {
        if (request.limit() < 1 || request.limit() > MOST) {
            throw ApiProblem.badField("limit", "expected 1 to %d, got %d".formatted(MOST, request.limit()));
        }
        try {
            return search.apply(request);
        } catch (MlflowProblem e) {
            throw ApiProblem.badField("filter", e.getMessage());
        }
    }
}
