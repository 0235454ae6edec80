package com.aimatrix.registry.trial;

import java.util.stream.DoubleStream;

/** What a binary classifier must answer. */
public final class Probabilities {

    private Probabilities() {}

    /** Whether each is a number from 0 to 1. */
    public static boolean areIn(double[] scores) {
        return DoubleStream.of(scores).allMatch(each -> each >= 0 && each <= 1);
    }
}
