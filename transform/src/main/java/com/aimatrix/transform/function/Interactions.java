package com.aimatrix.transform.function;

import com.aimatrix.transform.Values;
import java.util.StringJoiner;

/** What several inputs make together. */
final class Interactions {

    private static final String JOINT = " x ";

    private Interactions() {}

    static Object product(Object[] inputs) {
        double product = 1;
        for (Object input : inputs) {
            Double number = Inputs.number(input);
            if (number == null) {
                return null;
            }
            product *= number;
        }
        return Values.finite(product);
    }

    static Object combination(Object[] inputs) {
        var combination = new StringJoiner(JOINT);
        for (Object input : inputs) {
            String text = Inputs.text(input);
            if (text == null) {
                return null;
            }
            combination.add(text);
        }
        return combination.toString();
    }
}
