package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowNames;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.experiment.ExperimentSearch;
import com.aimatrix.training.experiment.Experiments;
import com.aimatrix.training.tracking.KeyValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** MLflow's paths of experiments. */
@MlflowApi
@RequestMapping({MlflowPaths.API_2, MlflowPaths.AJAX_2})
class ExperimentPathsApi {

    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_TAG = 5_000;
    private static final int ON_A_PAGE = 1_000;
    private static final int MOST_ON_A_PAGE = 50_000;

    private final Experiments experiments;
    private final ExperimentSearch search;

    ExperimentPathsApi(Experiments experiments, ExperimentSearch search) {
        this.experiments = experiments;
        this.search = search;
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Answer(
            @JsonProperty("experiment_id") String id,
            String name,
            @JsonProperty("artifact_location") String artifactLocation,
            @JsonProperty("lifecycle_stage") String lifecycleStage,
            @JsonProperty("last_update_time") long lastUpdateTime,
            @JsonProperty("creation_time") long creationTime,
            List<KeyValue> tags) {

        static Answer of(Experiment experiment) {
            return new Answer(
                    experiment.id().toString(),
                    experiment.name(),
                    experiment.artifactLocation(),
                    experiment.lifecycleStage(),
                    experiment.updatedAt().toEpochMilli(),
                    experiment.createdAt().toEpochMilli(),
                    KeyValue.list(new TreeMap<>(experiment.tags())));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Found(
            List<Answer> experiments,
            @JsonProperty("next_page_token") String nextPageToken) {}

    @PostMapping("/experiments/create")
    Map<String, String> create(MlflowRequest request) {
        var tags = new LinkedHashMap<String, String>();
        request.objects("tags", ExperimentPathsApi::tag).forEach(tag -> tags.put(tag.key(), tag.value()));
        String location = request.text("artifact_location", "");
        Experiment made = experiments.create(
                name(request, "name"), location.isEmpty() ? null : ArtifactLocations.checked(location), tags);
        return Map.of("experiment_id", made.id().toString());
    }

    @GetMapping("/experiments/get")
    Map<String, Answer> get(MlflowRequest request) {
        return Map.of("experiment", Answer.of(experiments.get(Readings.experimentId(request))));
    }

    @GetMapping("/experiments/get-by-name")
    Map<String, Answer> byName(MlflowRequest request) {
        return Map.of("experiment", Answer.of(experiments.byName(request.requiredText("experiment_name"))));
    }

    @PostMapping("/experiments/update")
    Map<String, String> update(MlflowRequest request) {
        long id = Readings.experimentId(request);
        if (request.has("new_name")) {
            experiments.rename(id, name(request, "new_name"));
        }
        return Map.of();
    }

    @PostMapping("/experiments/delete")
    Map<String, String> delete(MlflowRequest request) {
        experiments.delete(Readings.experimentId(request));
        return Map.of();
    }

    @PostMapping("/experiments/restore")
    Map<String, String> restore(MlflowRequest request) {
        experiments.restore(Readings.experimentId(request));
        return Map.of();
    }

    @PostMapping("/experiments/set-experiment-tag")
    Map<String, String> setTag(MlflowRequest request) {
        KeyValue tag = tag(request);
        experiments.tag(Readings.experimentId(request), tag.key(), tag.value());
        return Map.of();
    }

    @PostMapping("/experiments/delete-experiment-tag")
    Map<String, String> deleteTag(MlflowRequest request) {
        experiments.deleteTag(Readings.experimentId(request), request.requiredText("key"));
        return Map.of();
    }

    /** MLflow's pages ask by GET, its clients by POST. */
    @RequestMapping("/experiments/search")
    Found search(MlflowRequest request) {
        var question = new ExperimentSearch.Question(
                request.text("filter"),
                stages(request.text("view_type", "ACTIVE_ONLY")),
                request.texts("order_by"),
                request.count("max_results", ON_A_PAGE, 1, MOST_ON_A_PAGE));
        Page<Experiment> page = search.find(question, request.text("page_token"));
        return new Found(page.items().stream().map(Answer::of).toList(), page.nextPageToken());
    }

    private static List<String> stages(String view) {
        return switch (view) {
            case "ACTIVE_ONLY" -> List.of("active");
            case "DELETED_ONLY" -> List.of("deleted");
            case "ALL" -> List.of("active", "deleted");
            default ->
                throw MlflowProblem.invalid(
                        "Invalid value \"%s\" for parameter 'view_type' supplied: expected one of ACTIVE_ONLY, DELETED_ONLY, ALL"
                                .formatted(MlflowProblem.shown(view)));
        };
    }

    private static KeyValue tag(MlflowRequest tag) {
        KeyValue read = new KeyValue(tag.requiredText("key"), tag.text("value", ""));
        if (read.key().length() > MlflowNames.LONGEST_KEY || read.value().length() > LONGEST_TAG) {
            throw MlflowProblem.invalid("'%skey' exceeds the maximum length of %d characters, or its value that of %d"
                    .formatted(tag.place(), MlflowNames.LONGEST_KEY, LONGEST_TAG));
        }
        return read;
    }

    private static String name(MlflowRequest request, String parameter) {
        String name = request.requiredText(parameter);
        if (name.length() > LONGEST_NAME) {
            throw MlflowProblem.invalid("'name' exceeds the maximum length of %d characters".formatted(LONGEST_NAME));
        }
        return name;
    }
}
