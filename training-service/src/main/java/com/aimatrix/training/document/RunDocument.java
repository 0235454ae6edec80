package com.aimatrix.training.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Orders a run; also the recipe that a retraining repeats.
 *
 * @param preprocessing null: rows go in as they are
 * @param registration null: the model is kept with the run only
 * @param compareWithLive whether the live version of the registered model is measured on the same validation rows
 * @param retraining how a retraining differs from this document
 */
public record RunDocument(
        @JsonProperty("run_name") String runName,
        @JsonProperty("experiment_name") String experimentName,
        @JsonProperty("data_config") DataConfig dataConfig,
        PreprocessingConfig preprocessing,
        @JsonProperty("model_config") ModelConfig modelConfig,
        TrainingConfig training,
        Registration registration,
        @JsonProperty("compare_with_live") boolean compareWithLive,
        Retraining retraining) {

    public RunDocument {
        preprocessing = preprocessing == null ? PreprocessingConfig.NONE : preprocessing;
    }

    /**
     * @param model name in the registry
     * @param promote whether the new version asks the policy gate for Production
     */
    public record Registration(String model, boolean promote) {}

    /**
     * @param validationDays the newest labelled days before the cut are kept for validation
     * @param windowDays train on this many days before the cut; null keeps the start of the recipe, so the data grow
     */
    public record Retraining(
            @JsonProperty("validation_days") int validationDays,
            @JsonProperty("window_days") Integer windowDays) {}

    /** Whether the data or the preprocessing has a feature of this name. */
    boolean hasFeature(String name) {
        return dataConfig.features().contains(name)
                || preprocessing.features().stream().anyMatch(each -> name.equals(each.name()));
    }

    /** The model that the run makes a version of, or null. */
    public String model() {
        return registration == null ? null : registration.model();
    }
}
