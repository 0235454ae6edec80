package com.aimatrix.training.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Correction for many tests. */
public final class Holm {

    private Holm() {}

    /**
     * p adjusted for the number of tests, so that the chance of any false alarm stays below the threshold that they are compared
     * with (Holm, 1979; as R's {@code p.adjust}). Null is no test and stays null.
     */
    public static List<Double> adjust(List<Double> pValues) {
        List<Integer> ascending = IntStream.range(0, pValues.size())
                .filter(i -> pValues.get(i) != null)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        var adjusted = new ArrayList<Double>(Collections.nCopies(pValues.size(), null));
        double most = 0;
        int left = ascending.size();
        for (int i : ascending) {
            most = Math.max(most, Math.min(1, pValues.get(i) * left--));
            adjusted.set(i, most);
        }
        return adjusted;
    }
}
