package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.Rule;
import com.aimatrix.transform.EventPath;
import com.aimatrix.transform.RequestValue;
import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.TimePart;
import com.aimatrix.transform.Transformation;
import com.aimatrix.transform.WindowAggregate;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A feature of a view.
 *
 * @param type null takes what the transformation gives
 * @param transformation how it is computed; null: its values are written
 * @param dependencies inputs of a transformation that takes other features: names in the same view, or
 *     {@code view:feature} of a view whose join keys this one has too; null takes the names that an arithmetic expression calls
 * @param updateFrequency how often its values are expected to change ({@code 1h}); for people and alerts
 * @param validationRules checked on each value (of a window: on each event's value) before it counts
 * @param vector for the type VECTOR: its dimension, and how it is searched
 */
public record Feature(
        String name,
        @JsonAlias({"value_type", "valueType"}) ValueType type,
        String description,
        Map<String, String> tags,
        Transformation transformation,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> dependencies,

        @JsonProperty("updateFrequency") @JsonAlias("update_frequency")
        String updateFrequency,

        @JsonProperty("validationRules") @JsonAlias("validation_rules")
        List<Rule> validationRules,

        VectorIndex vector) {

    /** Whether its values lie in the rows of the view: written, read off an event, or embedded when a row is written. */
    @JsonIgnore
    public boolean isStored() {
        return transformation == null || transformation instanceof EventPath || isEmbedded();
    }

    /** Whether it is computed when a row is written, to be searched: a function with the type VECTOR. */
    @JsonIgnore
    public boolean isEmbedded() {
        return transformation instanceof RowFunction && type == ValueType.VECTOR;
    }

    @JsonIgnore
    public boolean isWindow() {
        return transformation instanceof WindowAggregate;
    }

    /** Whether it comes with the request. */
    @JsonIgnore
    public boolean isRequested() {
        return transformation instanceof RequestValue;
    }

    @JsonIgnore
    public boolean isTime() {
        return transformation instanceof TimePart;
    }

    /** Whether it is computed from other features when it is read. */
    @JsonIgnore
    public boolean isDerived() {
        return transformation instanceof RowFunction && !isEmbedded();
    }

    @JsonIgnore
    public WindowAggregate window() {
        return (WindowAggregate) transformation;
    }

    @JsonIgnore
    public List<Rule> rules() {
        return validationRules == null ? List.of() : validationRules;
    }

    @JsonIgnore
    public List<String> inputs() {
        return dependencies == null ? List.of() : dependencies;
    }

    Feature withDependencies(List<String> others) {
        return new Feature(
                name, type, description, tags, transformation, others, updateFrequency, validationRules, vector);
    }

    /** Numbers in a vector, or null. */
    @JsonIgnore
    public Integer dimension() {
        return vector == null ? null : vector.dimension();
    }
}
