package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How a feature is computed; in JSON told apart by {@code type}. Enum values are read in any case and written in upper
 * case; names of two words are read in snake case too; what is null is not written.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EventPath.class, name = "path"),
    @JsonSubTypes.Type(value = RequestValue.class, name = "request"),
    @JsonSubTypes.Type(value = TimePart.class, name = "time"),
    @JsonSubTypes.Type(value = WindowAggregate.class, name = "window"),
    @JsonSubTypes.Type(value = Log.class, name = "log"),
    @JsonSubTypes.Type(value = Normalize.class, name = "normalize"),
    @JsonSubTypes.Type(value = Bin.class, name = "bin"),
    @JsonSubTypes.Type(value = Polynomial.class, name = "polynomial"),
    @JsonSubTypes.Type(value = Interaction.class, name = "interaction"),
    @JsonSubTypes.Type(value = Arithmetic.class, name = "arithmetic"),
    @JsonSubTypes.Type(value = Embedding.class, name = "embedding")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Transformation permits EventPath, RequestValue, TimePart, WindowAggregate, RowFunction {}
