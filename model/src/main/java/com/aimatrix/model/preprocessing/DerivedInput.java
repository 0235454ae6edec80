package com.aimatrix.model.preprocessing;

import com.aimatrix.transform.RowFunction;
import com.aimatrix.transform.fitting.Fitted;
import java.util.List;

/**
 * An input of the network that is computed from others of the same row, by the same transformations that features are defined
 * with.
 *
 * @param dependencies names of columns, or of derived inputs that come before; an expression calls a column {@code view:feature}
 *     by the name of its feature
 * @param fitted parameters found on the training rows; null before the fit, and for a transformation that needs none
 */
public record DerivedInput(String name, RowFunction transformation, List<String> dependencies, Fitted fitted) {

    public DerivedInput {
        dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
    }

    DerivedInput with(Fitted parameters) {
        return new DerivedInput(name, transformation, dependencies, parameters);
    }
}
