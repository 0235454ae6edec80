package com.aimatrix.training.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP. */
@RestController
@RequestMapping("/api/v1/training/experiments")
class ExperimentApi {

    private final Experiments experiments;

    ExperimentApi(Experiments experiments) {
        this.experiments = experiments;
    }

    @GetMapping
    ExperimentList all() {
        return new ExperimentList(
                experiments.all().stream().map(ExperimentApi::entry).toList());
    }

    private static Entry entry(Experiment experiment) {
        return new Entry(
                experiment.id().toString(), experiment.name(), experiment.lifecycleStage(), experiment.createdAt());
    }

    /** Ids are decimal numbers in a text, as MLflow has them. */
    record Entry(
            @JsonProperty("experiment_id") String id,
            String name,
            @JsonProperty("lifecycle_stage") String lifecycleStage,
            @JsonProperty("created_at") Instant createdAt) {}

    record ExperimentList(List<Entry> experiments) {}
}
