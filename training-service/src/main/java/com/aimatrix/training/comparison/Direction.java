package com.aimatrix.training.comparison;

import com.aimatrix.training.document.Fields;
import java.util.Comparator;
import java.util.Map;

/** Which values of a metric are good. */
enum Direction {
    MAXIMIZE,
    MINIMIZE;

    private static final Map<String, Direction> NAMES = Map.of("maximize", MAXIMIZE, "minimize", MINIMIZE);

    static Direction read(Fields fields) {
        String name = fields.text("direction", NAMES::containsKey, "maximize or minimize");
        return name == null ? MAXIMIZE : NAMES.get(name);
    }

    /** The best first. */
    Comparator<Double> order() {
        return this == MAXIMIZE ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    /** 1 where more is better, else -1. */
    int sign() {
        return this == MAXIMIZE ? 1 : -1;
    }
}
