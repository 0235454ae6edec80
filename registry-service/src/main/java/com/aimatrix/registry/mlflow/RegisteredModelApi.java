package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.registry.catalog.LatestVersions;
import com.aimatrix.registry.catalog.Model;
import com.aimatrix.registry.catalog.ModelSearch;
import com.aimatrix.registry.catalog.Models;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.lifecycle.Lifecycle;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "registered-models",
    MlflowPaths.API_3 + "registered-models",
    MlflowPaths.AJAX_2 + "registered-models",
    MlflowPaths.AJAX_3 + "registered-models"
})
class RegisteredModelApi {

    private static final int SHOWN = 100;
    private static final int MOST_SHOWN = 1_000;
    private static final List<Stage> STAGES = List.of(Stage.values());

    private final Models models;
    private final ModelSearch search;
    private final LatestVersions latest;
    private final Lifecycle lifecycle;

    RegisteredModelApi(Models models, ModelSearch search, LatestVersions latest, Lifecycle lifecycle) {
        this.models = models;
        this.search = search;
        this.latest = latest;
        this.lifecycle = lifecycle;
    }

    @PostMapping("/create")
    Map<String, RegisteredModelAnswer> create(MlflowRequest request) {
        return answer(models.create(
                Parameters.modelName(request), request.text("description", ""), Parameters.tags(request)));
    }

    @GetMapping("/get")
    Map<String, RegisteredModelAnswer> get(MlflowRequest request) {
        return answer(models.get(Parameters.modelName(request)));
    }

    @PatchMapping("/update")
    Map<String, RegisteredModelAnswer> update(MlflowRequest request) {
        return answer(models.setDescription(Parameters.modelName(request), request.text("description", "")));
    }

    @PostMapping("/rename")
    Map<String, RegisteredModelAnswer> rename(MlflowRequest request) {
        String name = Parameters.modelName(request, "new_name");
        lifecycle.rename(Parameters.modelName(request), name);
        return answer(models.get(name));
    }

    @DeleteMapping("/delete")
    Map<String, Object> delete(MlflowRequest request) {
        lifecycle.deleteModel(Parameters.modelName(request));
        return Map.of();
    }

    @GetMapping("/search")
    SearchAnswer search(MlflowRequest request) {
        Page<Model> page = search.find(Parameters.search(request, SHOWN, MOST_SHOWN));
        Map<String, List<Version>> newest = latest.of(page.items(), STAGES);
        return new SearchAnswer(
                page.items().stream()
                        .map(each -> RegisteredModelAnswer.of(each, newest.getOrDefault(each.name(), List.of())))
                        .toList(),
                null,
                page.nextPageToken());
    }

    @RequestMapping(
            path = "/get-latest-versions",
            method = {RequestMethod.GET, RequestMethod.POST})
    SearchAnswer latestVersions(MlflowRequest request) {
        Model model = models.get(Parameters.modelName(request));
        List<Stage> stages = request.texts("stages").stream()
                .map(Parameters::stage)
                .distinct()
                .toList();
        return new SearchAnswer(
                null,
                latest
                        .of(List.of(model), stages.isEmpty() ? STAGES : stages)
                        .getOrDefault(model.name(), List.of())
                        .stream()
                        .map(ModelVersionAnswer::of)
                        .toList(),
                null);
    }

    private Map<String, RegisteredModelAnswer> answer(Model model) {
        List<Version> newest = latest.of(List.of(model), STAGES).getOrDefault(model.name(), List.of());
        return Map.of("registered_model", RegisteredModelAnswer.of(model, newest));
    }
}
