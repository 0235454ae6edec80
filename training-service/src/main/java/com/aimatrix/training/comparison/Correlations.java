package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.ComparedRun.Ref;
import com.aimatrix.training.document.Fields;
import com.aimatrix.training.statistics.Correlation;
import com.aimatrix.training.statistics.Correlation.Method;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How numeric parameters and metrics go together, each with each. */
@Component
class Correlations {

    private static final int MOST_COLUMNS = 200;
    private static final Map<String, Method> METHODS = Map.of("pearson", Method.PEARSON, "spearman", Method.SPEARMAN);

    private final ComparedRuns runs;

    Correlations(ComparedRuns runs) {
        this.runs = runs;
    }

    /** @param params null for all that are numbers and vary; likewise metrics */
    record Asked(RunChoice runs, List<String> params, List<String> metrics, Method method) {

        static Asked read(Fields fields) {
            String method = fields.text("method", METHODS::containsKey, "pearson or spearman", "spearman");
            return new Asked(
                    RunChoice.read(fields),
                    Question.names(fields, "params"),
                    Question.names(fields, "metrics"),
                    method == null ? Method.SPEARMAN : METHODS.get(method));
        }
    }

    /**
     * A matrix in the order of its columns, both ways.
     *
     * @param columns such as {@code params.depth} and {@code metrics.auc}
     * @param coefficients null where one is not defined: fewer than two runs have both, or one does not vary among them
     * @param n runs that have both
     */
    record Matrix(
            String method,
            List<String> columns,
            List<List<Double>> coefficients,
            List<List<Integer>> n,
            List<Ref> runs) {}

    /** @param n runs that have both */
    record Pair(int n, @JsonProperty("correlation") Correlation correlation) {}

    Matrix of(Asked asked) {
        return of(runs.read(asked.runs(), RunChoice.MOST), asked);
    }

    static Matrix of(List<ComparedRun> all, Asked asked) {
        List<Column> columns = columns(asked, all);
        if (columns.size() > MOST_COLUMNS) {
            throw ApiProblem.badField(
                    "metrics",
                    "expected at most %d parameters and metrics, got %d; name params and metrics"
                            .formatted(MOST_COLUMNS, columns.size()));
        }
        var coefficients = new ArrayList<List<Double>>();
        var counts = new ArrayList<List<Integer>>();
        for (Column row : columns) {
            List<Pair> pairs = columns.stream()
                    .map(each -> between(row, each, asked.method()))
                    .toList();
            var values = new ArrayList<Double>();
            pairs.forEach(each -> values.add(
                    each.correlation() == null ? null : each.correlation().coefficient()));
            coefficients.add(values);
            counts.add(pairs.stream().map(Pair::n).toList());
        }
        return new Matrix(
                asked.method().name().toLowerCase(Locale.ROOT),
                columns.stream().map(Column::name).toList(),
                coefficients,
                counts,
                all.stream().map(ComparedRun::ref).toList());
    }

    private static List<Column> columns(Asked asked, List<ComparedRun> runs) {
        Stream<Column> params = Column.params(asked.params(), runs).stream()
                .filter(Column::numeric)
                .map(each -> named(each, "params."));
        var names = new TreeSet<String>();
        runs.forEach(run -> names.addAll(run.metrics().keySet()));
        Predicate<Column> shown = each -> asked.metrics() != null || each.varies();
        Stream<Column> metrics = (asked.metrics() == null ? names.stream() : asked.metrics().stream())
                .map(name -> Column.metric(name, runs))
                .filter(shown)
                .map(each -> named(each, "metrics."));
        return Stream.concat(params, metrics).toList();
    }

    private static Column named(Column column, String prefix) {
        return new Column(prefix + column.name(), column.scale(), column.texts(), column.numbers());
    }

    /** Of the runs that have both. */
    static Pair between(Column a, Column b, Method method) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int i = 0; i < a.numbers().size(); i++) {
            if (a.numbers().get(i) != null && b.numbers().get(i) != null) {
                x.add(a.numbers().get(i));
                y.add(b.numbers().get(i));
            }
        }
        return new Pair(x.size(), Correlation.of(doubles(x), doubles(y), method));
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(each -> each).toArray();
    }
}
