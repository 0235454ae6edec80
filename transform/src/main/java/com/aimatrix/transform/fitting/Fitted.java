package com.aimatrix.transform.fitting;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.List;

/**
 * What a {@link com.aimatrix.transform.RowFunction} learned from data; in JSON told apart by {@code type}, which may be
 * left out where only one can stand.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", requireTypeIdForSubtypes = OptBoolean.FALSE)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fitted.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = Fitted.Edges.class, name = "edges"),
    @JsonSubTypes.Type(value = CategoryVectors.class, name = "vectors")
})
public sealed interface Fitted permits Fitted.Scale, Fitted.Edges, CategoryVectors {

    /**
     * Of a normalization.
     *
     * @param scale positive; 1 for a column that does not vary
     */
    record Scale(double center, double scale) implements Fitted {}

    /**
     * Of bins.
     *
     * @param inner the edges between bins, strictly ascending; none when all values are equal
     */
    record Edges(List<Double> inner) implements Fitted {

        public Edges {
            inner = List.copyOf(inner);
        }
    }
}
