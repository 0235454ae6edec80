package com.aimatrix.transform;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one definition. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String field, String message) {
        found.add(new Problem(field, message));
    }

    /** Adds a mistake where something is not as it must be. */
    void check(boolean right, String field, String expected, Object got) {
        if (!right) {
            add(field, "expected %s, got %s".formatted(expected, got));
        }
    }

    void range(String field, Integer value, int least, int most) {
        check(value != null && value >= least && value <= most, field, "%d to %d".formatted(least, most), value);
    }

    /** Checks number and kind of the inputs. */
    void inputs(RowFunction function, List<Input> inputs, Kind kind) {
        count(function, inputs);
        for (Input input : inputs) {
            check(
                    input.kind() == kind,
                    "inputs",
                    kind.words() + " in " + input.name(),
                    input.kind().words());
        }
    }

    void count(RowFunction function, List<Input> inputs) {
        int least = function.minInputs();
        int most = function.maxInputs();
        String expected = least == most ? String.valueOf(least) : "%d to %d".formatted(least, most);
        check(
                inputs.size() >= least && inputs.size() <= most,
                "inputs",
                expected + (most == 1 ? " input" : " inputs"),
                inputs.size());
    }

    void fit(Fit fit) {
        if (fit != null && fit.from() != null && fit.to() != null) {
            check(fit.from().isBefore(fit.to()), "fit", "from to be before to", fit.from() + " and " + fit.to());
        }
    }

    List<Problem> list() {
        return List.copyOf(found);
    }
}
