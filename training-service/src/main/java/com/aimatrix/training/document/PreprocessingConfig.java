package com.aimatrix.training.document;

import com.aimatrix.transform.RowFunction;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What is computed before the network sees a row. It is fitted on the training rows alone, stored inside the model, and applied
 * by validation and serving.
 *
 * @param features computed in this order, each an input of the network
 * @param drop features that others are computed from and that the network itself does not take
 */
public record PreprocessingConfig(List<DerivedFeature> features, List<String> drop) {

    /** Rows go in as they are. */
    public static final PreprocessingConfig NONE = new PreprocessingConfig(List.of(), List.of());

    /**
     * A feature defined as in a feature view.
     *
     * @param dependencies references of {@code data_config.features}, or names of features before this one
     */
    public record DerivedFeature(String name, RowFunction transformation, List<String> dependencies) {}

    @JsonIgnore
    public boolean isEmpty() {
        return features.isEmpty() && drop.isEmpty();
    }
}
