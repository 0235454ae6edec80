package com.aimatrix.contracts.registry;

import java.util.List;

/**
 * What a model takes and gives.
 *
 * @param inputs columns or tensors, in the model's order
 * @param outputs likewise
 * @param params what a caller may set for one call
 */
public record Signature(List<Field> inputs, List<Field> outputs, List<Field> params) {

    public Signature {
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
        params = params == null ? List.of() : List.copyOf(params);
    }

    /**
     * @param name null where there is only one, without a name
     * @param type a word such as {@code double} or {@code string}, or {@code tensor(float32,[-1,28,28])}; equal types are spelled alike
     * @param required null counts as true
     */
    public record Field(String name, String type, Boolean required) {

        public Field {
            required = required == null || required;
        }
    }
}
