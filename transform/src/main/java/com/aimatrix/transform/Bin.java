package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * The number of the bin that a value falls into, from 0: how many edges are at most the value, as
 * {@code numpy.digitize} counts. Edges lie between bins, so n of them make n + 1 bins, the first and the last of which
 * have no outer limit.
 *
 * @param bins how many are asked for, 2 to 1000; where data give equal edges there are fewer
 * @param edges of the method EDGES, ascending
 * @param categorical whether the bin is a name rather than a quantity: its number comes as text; null is no
 * @param fit the data that edges are found on; null takes all there is
 */
public record Bin(Method method, Integer bins, List<Double> edges, Boolean categorical, Fit fit)
        implements RowFunction {

    /** Where the edges come from. */
    public enum Method {
        /** The span from the least to the greatest value is cut into equal parts. */
        EQUAL_WIDTH,
        /** As many values fall into each bin. */
        QUANTILES,
        /** They are given. */
        EDGES;

        @JsonCreator
        static Method of(String name) {
            return EnumNames.read(Method.class, name);
        }
    }

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
        return method != Method.EDGES;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        var problems = new Problems();
        problems.inputs(this, inputs, Kind.NUMBER);
        problems.fit(fit);
        problems.check(method != null, "method", "one of " + List.of(Method.values()), null);
        if (method == Method.EDGES) {
            problems.check(bins == null, "bins", "none with EDGES, whose number says it", bins);
            checkEdges(problems);
        } else {
            problems.range("bins", bins, 2, MOST);
            problems.check(edges == null, "edges", "none, or the method EDGES", edges);
        }
        return problems.list();
    }

    private void checkEdges(Problems problems) {
        boolean some = edges != null && !edges.isEmpty() && edges.size() < MOST;
        problems.check(some, "edges", "1 to 999 of them", edges == null ? null : edges.size());
        for (int i = 0; some && i < edges.size(); i++) {
            Double edge = edges.get(i);
            Double before = i == 0 ? null : edges.get(i - 1);
            boolean ascends = edge != null && Double.isFinite(edge) && (before == null || edge > before);
            problems.check(ascends, "edges[%d]".formatted(i), "a finite number above the one before", edge);
        }
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return Boolean.TRUE.equals(categorical) ? Kind.TEXT : Kind.NUMBER;
    }
}
