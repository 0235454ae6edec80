package com.aimatrix.training.document;

import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The rows and features of a run or an evaluation; of {@code validationFrom} and {@code validationDays} one is given,
 * and neither in an evaluation.
 *
 * @param from rows with a time at or after this one
 * @param to rows with a time before this one
 * @param cut labels known after this time are not used; null is no limit
 * @param validationFrom rows from here on validate
 * @param validationDays the last days before {@code to} validate
 * @param features references {@code view:feature}, the current version when the run begins, or {@code view@version:feature}
 */
public record DataConfig(
        Spine spine,
        Instant from,
        Instant to,
        Instant cut,
        @JsonProperty("validation_from") Instant validationFrom,
        @JsonProperty("validation_days") Integer validationDays,
        List<String> features) {

    /** Where rows come from: the event source, and the payload paths of time, id and label. */
    public record Spine(String source, String timestamp, String id, String label) {}

    /** The time that splits training rows from validation rows. */
    @JsonIgnore
    public Instant validationStart() {
        return validationFrom != null ? validationFrom : to.minus(Duration.ofDays(validationDays));
    }

    /** The order to the feature-service for these features and more, each once and named with the version that it has now. */
    public TrainingSetRequest trainingSet(String name, Collection<String> moreFeatures) {
        var all = new LinkedHashSet<>(features);
        all.addAll(moreFeatures);
        return new TrainingSetRequest(
                name,
                new TrainingSetRequest.Spine(
                        spine.source(), spine.timestamp(), spine.id(), spine.label(), from, to, cut),
                List.copyOf(all),
                null,
                null,
                null,
                null,
                true);
    }
}
