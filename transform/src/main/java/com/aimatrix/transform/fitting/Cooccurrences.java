package com.aimatrix.transform.fitting;

import com.aimatrix.transform.MurmurHash3;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each category was met in each context. When there are more contexts than columns, all of them are hashed
 * into columns. The counts depend on which rows were met, not on their order.
 */
final class Cooccurrences {

    static final int MOST_COLUMNS = 4096;
    static final int MOST_CATEGORIES = 1_000_000;
    static final int MOST_PAIRS = 10_000_000;

    private final Map<String, Integer> categories = new HashMap<>();

    /** Numbers of contexts; null once they are hashed. */
    private Map<String, Integer> contexts = new HashMap<>();

    /** By category number and context number, or column when hashed. */
    private LongCounts pairs = new LongCounts();

    /** @throws NotFittable when there are too many categories or pairs to count */
    void add(String category, String context) {
        int row = categories.computeIfAbsent(category, unseen -> categories.size());
        int column = contextNumber(context);
        pairs.add(pair(row, column), 1);
        if (categories.size() > MOST_CATEGORIES || pairs.size() > MOST_PAIRS) {
            throw new NotFittable("expected at most %d categories and %d pairs of category and context, got more"
                    .formatted(MOST_CATEGORIES, MOST_PAIRS));
        }
    }

    private int contextNumber(String context) {
        if (contexts != null) {
            int number = contexts.computeIfAbsent(context, unseen -> contexts.size());
            if (number < MOST_COLUMNS) {
                return number;
            }
            hashContexts();
        }
        return column(context);
    }

    private void hashContexts() {
        int[] columns = new int[contexts.size()];
        contexts.forEach((context, number) -> columns[number] = column(context));
        var hashed = new LongCounts();
        pairs.forEach((pair, count) -> hashed.add(pair(row(pair), columns[column(pair)]), count));
        pairs = hashed;
        contexts = null;
    }

    /** Rows by category: the most frequent first, of equally frequent ones by name. */
    List<String> mostFrequent(int most) {
        long[] totals = new long[categories.size()];
        pairs.forEach((pair, count) -> totals[row(pair)] += count);
        return categories.entrySet().stream()
                .sorted((a, b) -> {
                    int byCount = Long.compare(totals[b.getValue()], totals[a.getValue()]);
                    return byCount != 0 ? byCount : a.getKey().compareTo(b.getKey());
                })
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The counts of some categories: by place in the list, and by column, which is a context's place by name or its
     * hash.
     */
    LongCounts of(List<String> rows) {
        int[] places = new int[categories.size()];
        for (int i = 0; i < rows.size(); i++) {
            places[categories.get(rows.get(i))] = i + 1;
        }
        int[] columns = columnsByName();
        var counts = new LongCounts();
        pairs.forEach((pair, count) -> {
            int place = places[row(pair)];
            if (place > 0) {
                int column = columns == null ? column(pair) : columns[column(pair)];
                counts.add(pair(place - 1, column), count);
            }
        });
        return counts;
    }

    private int[] columnsByName() {
        if (contexts == null) {
            return null;
        }
        int[] columns = new int[contexts.size()];
        int next = 0;
        for (int number : new TreeMap<>(contexts).values()) {
            columns[number] = next++;
        }
        return columns;
    }

    /** Columns that there are; some may be empty. */
    int columns() {
        return contexts == null ? MOST_COLUMNS : contexts.size();
    }

    private static int column(String context) {
        return Math.floorMod(MurmurHash3.hash(context, 0), MOST_COLUMNS);
    }

    static long pair(int row, int column) {
        return (long) row << 32 | column;
    }

    static int row(long pair) {
        return (int) (pair >>> 32);
    }

    static int column(long pair) {
        return (int) pair;
    }
}
