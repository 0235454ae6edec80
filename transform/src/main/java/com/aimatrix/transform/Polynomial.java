package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Products of powers of the inputs, all up to a degree: a list in the order of scikit-learn's {@code
 * PolynomialFeatures} (a, b, aa, ab, bb for degree 2), at most 1000 long. Undefined where a term is too large for 32
 * bits.
 *
 * @param degree 1 to 5; null is 2
 * @param interactionOnly whether powers above one of the same input are left out; null is no
 * @param bias whether a constant 1 comes first; null is no
 */
public record Polynomial(
        Integer degree,

        @JsonProperty("interactionOnly") @JsonAlias("interaction_only")
        Boolean interactionOnly,

        Boolean bias)
        implements RowFunction {

    private static final int USUAL_DEGREE = 2;

    /** The degree asked for, or the usual one. */
    public int degreeOrUsual() {
        return degree == null ? USUAL_DEGREE : degree;
    }

    /** Whether only products of different inputs are terms. */
    public boolean onlyInteractions() {
        return Boolean.TRUE.equals(interactionOnly);
    }

    /** Whether the constant 1 is a term. */
    public boolean withBias() {
        return Boolean.TRUE.equals(bias);
    }

    @Override
    public int minInputs() {
        return 1;
    }

    @Override
    public int maxInputs() {
        return MOST;
    }

    @Override
    public boolean needsFit() {
        return false;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        var problems = new Problems();
        problems.inputs(this, inputs, Kind.NUMBER);
        problems.range("degree", degreeOrUsual(), 1, 5);
        if (problems.list().isEmpty()) {
            long terms = terms(inputs.size());
            problems.check(terms <= MOST, "degree", "at most 1000 terms", "%d".formatted(terms));
        }
        return problems.list();
    }

    /** C(n + k - 1, k) products of k out of n inputs, or C(n, k) of different ones. */
    private long terms(int inputs) {
        long terms = withBias() ? 1 : 0;
        long products = 1;
        for (int k = 1; k <= degreeOrUsual(); k++) {
            int choices = onlyInteractions() ? inputs - k + 1 : inputs + k - 1;
            products = products * Math.max(0, choices) / k;
            terms += products;
        }
        return terms;
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return Kind.LIST;
    }

    @Override
    public Integer outputLength(List<Input> inputs) {
        return (int) terms(inputs.size());
    }
}
