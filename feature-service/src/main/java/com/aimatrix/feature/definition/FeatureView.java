package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A named group of features. The property {@code kind} tells which of the three it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WindowedView.class, name = "windowed"),
    @JsonSubTypes.Type(value = StoredView.class, name = "stored"),
    @JsonSubTypes.Type(value = CalendarView.class, name = "calendar")
})
public sealed interface FeatureView permits WindowedView, StoredView, CalendarView {

    String name();

    /** Name of the entity, null for features of the time alone. */
    String entity();

    String description();

    /** Names of the features in their order. */
    List<String> featureNames();

    /** Whether values are text; else they are numbers. */
    boolean isCategorical(String feature);
}
