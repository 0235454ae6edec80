package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.training.loggedmodel.LoggedModel;
import com.aimatrix.training.loggedmodel.LoggedModelSearch;
import com.aimatrix.training.loggedmodel.LoggedModelSearch.Dataset;
import com.aimatrix.training.loggedmodel.LoggedModelSearch.Order;
import com.aimatrix.training.loggedmodel.LoggedModels;
import com.aimatrix.training.tracking.KeyValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** MLflow's paths of logged models. */
@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + LoggedModelPathsApi.PATH,
    MlflowPaths.AJAX_2 + LoggedModelPathsApi.PATH,
    MlflowPaths.API_3 + LoggedModelPathsApi.PATH,
    MlflowPaths.AJAX_3 + LoggedModelPathsApi.PATH
})
class LoggedModelPathsApi {

    static final String PATH = "logged-models";

    private static final int ON_A_PAGE = 50;
    private static final int MOST_ON_A_PAGE = 1_000;

    /** Names become parts of paths and URIs. */
    private static final String NOT_IN_NAMES = "/:.%\"'";

    private final LoggedModels models;
    private final LoggedModelSearch search;
    private final Answers answers;

    LoggedModelPathsApi(LoggedModels models, LoggedModelSearch search, Answers answers) {
        this.models = models;
        this.search = search;
        this.answers = answers;
    }

    @PostMapping
    void create(MlflowRequest request, HttpServletResponse response) throws IOException {
        String sourceRun = request.text("source_run_id", "");
        LoggedModel made = models.create(new LoggedModels.New(
                Readings.experimentId(request),
                checkedName(request.text("name", "")),
                request.text("model_type", ""),
                sourceRun.isEmpty() ? null : sourceRun,
                texts(request, "params"),
                texts(request, "tags")));
        write(made, response);
    }

    @GetMapping("/{id}")
    void get(@PathVariable String id, HttpServletResponse response) throws IOException {
        write(models.get(id), response);
    }

    @PatchMapping("/{id}")
    void finish(@PathVariable String id, MlflowRequest request, HttpServletResponse response) throws IOException {
        write(models.finish(id, LoggedModelJson.status(request)), response);
    }

    @DeleteMapping("/{id}")
    Map<String, String> delete(@PathVariable String id) {
        models.delete(id);
        return Map.of();
    }

    @PostMapping("/{id}/params")
    Map<String, String> logParams(@PathVariable String id, MlflowRequest request) {
        models.logParams(id, texts(request, "params"));
        return Map.of();
    }

    @PatchMapping("/{id}/tags")
    void setTags(@PathVariable String id, MlflowRequest request, HttpServletResponse response) throws IOException {
        write(models.setTags(id, texts(request, "tags")), response);
    }

    @DeleteMapping("/{id}/tags/{key}")
    Map<String, String> deleteTag(@PathVariable String id, @PathVariable String key) {
        models.deleteTag(id, key);
        return Map.of();
    }

    @PostMapping("/search")
    void search(MlflowRequest request, HttpServletResponse response) throws IOException {
        List<String> experiments = request.texts("experiment_ids");
        if (experiments.isEmpty()) {
            throw MlflowProblem.missing("experiment_ids");
        }
        var question = new LoggedModelSearch.Question(
                experiments.stream().map(Readings::experimentId).toList(),
                request.text("filter"),
                request.objects("datasets", LoggedModelPathsApi::dataset),
                request.objects("order_by", LoggedModelPathsApi::order),
                request.count("max_results", ON_A_PAGE, 1, MOST_ON_A_PAGE));
        Page<LoggedModel> page = search.find(question, request.text("page_token"));
        answers.write(response, out -> {
            if (!page.items().isEmpty()) {
                out.writeArrayPropertyStart("models");
                page.items().forEach(each -> LoggedModelJson.write(out, each));
                out.writeEndArray();
            }
            if (page.nextPageToken() != null) {
                out.writeStringProperty("next_page_token", page.nextPageToken());
            }
        });
    }

    private void write(LoggedModel model, HttpServletResponse response) throws IOException {
        answers.write(response, out -> {
            out.writeName("model");
            LoggedModelJson.write(out, model);
        });
    }

    private static Dataset dataset(MlflowRequest dataset) {
        return new Dataset(dataset.requiredText("dataset_name"), dataset.text("dataset_digest"));
    }

    private static Order order(MlflowRequest order) {
        return new Order(
                order.requiredText("field_name"),
                order.flag("ascending", true),
                order.has("dataset_name") ? dataset(order) : null);
    }

    private static List<KeyValue> texts(MlflowRequest request, String name) {
        return request.objects(name, each -> new KeyValue(each.requiredText("key"), each.text("value", "")));
    }

    private static String checkedName(String name) {
        if (name.chars().anyMatch(each -> NOT_IN_NAMES.indexOf(each) >= 0)) {
            throw MlflowProblem.invalid(
                    "Invalid model name (%s) provided. Model name must be a non-empty string and cannot contain the following characters: %s"
                            .formatted(MlflowProblem.shown(name), NOT_IN_NAMES));
        }
        return name;
    }
}
