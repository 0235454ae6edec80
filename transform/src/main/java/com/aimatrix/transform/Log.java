package com.aimatrix.transform;

import java.util.List;

/**
 * A logarithm of a number plus an offset; undefined where the sum is not positive.
 *
 * @param offset added first; null is 0
 * @param base of the logarithm, positive and not 1; null is e
 */
public record Log(Double offset, Double base) implements RowFunction {

    @Override
    public int minInputs() {
        return 1;
    }

    @Override
    public int maxInputs() {
        return 1;
    }

    @Override
    public boolean needsFit() {
        return false;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        var problems = new Problems();
        problems.inputs(this, inputs, Kind.NUMBER);
        problems.check(offset == null || Double.isFinite(offset), "offset", "a finite number", offset);
        boolean based = base == null || base > 0 && base != 1 && Double.isFinite(base);
        problems.check(based, "base", "a positive number that is not 1", base);
        return problems.list();
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return Kind.NUMBER;
    }
}
