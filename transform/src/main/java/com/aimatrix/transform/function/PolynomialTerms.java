package com.aimatrix.transform.function;

import com.aimatrix.transform.Polynomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Products of powers of numbers, by degree and then by the inputs that they are made of. */
final class PolynomialTerms implements Transformer {

    /** Inputs that each term multiplies, an input as often as its power. */
    private final List<int[]> terms = new ArrayList<>();

    PolynomialTerms(Polynomial polynomial, int inputs) {
        int first = polynomial.withBias() ? 0 : 1;
        for (int degree = first; degree <= polynomial.degreeOrUsual(); degree++) {
            addTerms(new int[degree], 0, 0, inputs, polynomial.onlyInteractions());
        }
    }

    private void addTerms(int[] term, int filled, int least, int inputs, boolean onlyInteractions) {
        if (filled == term.length) {
            terms.add(term.clone());
            return;
        }
        for (int input = least; input < inputs; input++) {
            term[filled] = input;
            addTerms(term, filled + 1, onlyInteractions ? input + 1 : input, inputs, onlyInteractions);
        }
    }

    @Override
    public Object apply(Object[] inputs) {
        double[] numbers = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Double number = Inputs.number(inputs[i]);
            if (number == null) {
                return null;
            }
            numbers[i] = number;
        }
        float[] values = new float[terms.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Arrays.stream(terms.get(i))
                    .mapToDouble(input -> numbers[input])
                    .reduce(1, (a, b) -> a * b);
            if (!Float.isFinite(values[i])) {
                return null;
            }
        }
        return values;
    }
}
