package com.aimatrix.transform;

import java.util.List;

/**
 * What several inputs make together: the product of numbers; when there is a text or a boolean among them, the text of
 * each joined by {@code " x "}, so that every combination is a category.
 */
public record Interaction() implements RowFunction {

    @Override
    public int minInputs() {
        return 2;
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
        problems.count(this, inputs);
        for (Input input : inputs) {
            problems.check(input.kind() != Kind.LIST, "inputs", "one value in " + input.name(), Kind.LIST.words());
        }
        return problems.list();
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return inputs.stream().allMatch(each -> each.kind() == Kind.NUMBER) ? Kind.NUMBER : Kind.TEXT;
    }
}
