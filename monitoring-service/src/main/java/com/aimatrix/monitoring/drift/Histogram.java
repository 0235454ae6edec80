package com.aimatrix.monitoring.drift;

import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the values of one column over the bins of its reference profile. */
abstract sealed class Histogram {

    final FeatureProfile reference;
    long nulls;
    long outside;
    long unreadable;

    private Histogram(FeatureProfile reference) {
        this.reference = reference;
    }

    /** @param reference an unusable one gives a column that only counts nulls */
    static Histogram over(FeatureProfile reference) {
        return "categorical".equals(reference.kind()) ? new Categorical(reference) : new Numeric(reference);
    }

    /** @param value number, text, truth value or null, as it came in the prediction */
    final void add(Object value) {
        if (value == null) {
            nulls++;
        } else {
            count(value);
        }
    }

    abstract void count(Object value);

    /** Rows of the reference per bin. */
    abstract long[] referenceCounts();

    /** Rows seen per bin, the same bins. */
    abstract long[] counts();

    /** Bins (-inf, e0], (e0, e1], ..., (ek, inf); outside are values beyond the reference's least and greatest. */
    static final class Numeric extends Histogram {

        private final double[] edges;
        private final long[] referenceCounts;
        private final long[] counts;

        private Numeric(FeatureProfile reference) {
            super(reference);
            List<Double> given = reference.edges() == null ? List.of() : reference.edges();
            List<Long> expected = reference.counts() == null ? List.of() : reference.counts();
            boolean usable = expected.size() == given.size() + 1;
            edges = usable ? given.stream().mapToDouble(Double::doubleValue).toArray() : new double[0];
            referenceCounts =
                    usable ? expected.stream().mapToLong(Long::longValue).toArray() : new long[1];
            counts = new long[edges.length + 1];
        }

        @Override
        void count(Object value) {
            double number;
            if (value instanceof Number given) {
                number = given.doubleValue();
            } else if (value instanceof Boolean given) {
                number = given ? 1 : 0;
            } else {
                unreadable++;
                return;
            }
            if (Double.isNaN(number)) {
                nulls++;
                return;
            }
            if (reference.min() != null && number < reference.min()
                    || reference.max() != null && number > reference.max()) {
                outside++;
            }
            counts[bin(number)]++;
        }

        /** The first bin whose upper edge is not below the value. */
        private int bin(double number) {
            int low = 0;
            int high = edges.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (number <= edges[middle]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        @Override
        long[] referenceCounts() {
            return referenceCounts;
        }

        @Override
        long[] counts() {
            return counts;
        }
    }

    /** A bin per category of the reference and one for all others; outside are values in none of its categories. */
    static final class Categorical extends Histogram {

        private final Map<String, Integer> bins = new LinkedHashMap<>();
        private final long[] referenceCounts;
        private final long[] counts;

        private Categorical(FeatureProfile reference) {
            super(reference);
            var expected = new ArrayList<Long>();
            if (reference.categories() != null) {
                reference.categories().forEach((category, rows) -> {
                    bins.put(category, expected.size());
                    expected.add(rows);
                });
            }
            expected.add(reference.otherCategories() == null ? 0L : reference.otherCategories());
            referenceCounts = expected.stream().mapToLong(Long::longValue).toArray();
            counts = new long[referenceCounts.length];
        }

        @Override
        void count(Object value) {
            Integer bin = bins.get(value.toString());
            if (bin == null) {
                outside++;
                counts[counts.length - 1]++;
            } else {
                counts[bin]++;
            }
        }

        @Override
        long[] referenceCounts() {
            return referenceCounts;
        }

        @Override
        long[] counts() {
            return counts;
        }
    }
}
