package com.aimatrix.training.comparison;

import com.aimatrix.mlflow.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A parameter or a metric of several runs.
 *
 * @param texts one a run, null where it has none
 * @param numbers likewise; null when the column is one of categories
 */
record Column(String name, Scale scale, List<String> texts, List<Double> numbers) {

    /** From here on the largest is so many times the smallest that a linear scale would hide most values. */
    private static final double LOG_FROM_RATIO = 100;

    /** How its values are laid out. */
    enum Scale {
        LINEAR,
        /** All are above 0 and span two orders of magnitude or more. */
        LOG,
        CATEGORY
    }

    /** A parameter is one of numbers when all its values are. */
    static Column param(String name, List<ComparedRun> runs) {
        List<String> texts = list(runs, run -> run.params().get(name));
        List<Double> numbers = list(runs, run -> number(run.params().get(name)));
        boolean numeric = texts.stream().filter(Objects::nonNull).count()
                == numbers.stream().filter(Objects::nonNull).count();
        return numeric
                ? new Column(name, scale(numbers), texts, numbers)
                : new Column(name, Scale.CATEGORY, texts, null);
    }

    static Column metric(String name, List<ComparedRun> runs) {
        List<Double> numbers = list(runs, run -> run.metrics().get(name));
        return new Column(
                name,
                Scale.LINEAR,
                list(runs, run -> Objects.toString(run.metrics().get(name), null)),
                numbers);
    }

    /** Every parameter that has at least two different values, by name. */
    static List<Column> varyingParams(List<ComparedRun> runs) {
        var names = new TreeSet<String>();
        runs.forEach(run -> names.addAll(run.params().keySet()));
        return names.stream()
                .map(name -> param(name, runs))
                .filter(Column::varies)
                .toList();
    }

    /** The named parameters, or those that vary when none are named. */
    static List<Column> params(Collection<String> names, List<ComparedRun> runs) {
        return names == null
                ? varyingParams(runs)
                : names.stream().map(name -> param(name, runs)).toList();
    }

    private static <T> List<T> list(List<ComparedRun> runs, Function<ComparedRun, T> of) {
        var list = new ArrayList<T>(runs.size());
        runs.forEach(run -> list.add(of.apply(run)));
        return list;
    }

    private static Double number(String text) {
        Double number = text == null ? null : Numbers.of(text);
        // Plus zero, so that a minus before a zero makes no other value of it.
        return number == null || !ComparedRun.isFinite(number) ? null : (Double) (number + 0.0);
    }

    private static Scale scale(List<Double> numbers) {
        double[] there = numbers.stream()
                .filter(Objects::nonNull)
                .mapToDouble(each -> each)
                .toArray();
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double each : there) {
            min = Math.min(min, each);
            max = Math.max(max, each);
        }
        return min > 0 && max >= LOG_FROM_RATIO * min ? Scale.LOG : Scale.LINEAR;
    }

    boolean numeric() {
        return numbers != null;
    }

    boolean varies() {
        return (numeric() ? numbers.stream() : texts.stream())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
    }

    /** The value of a run, a number or a text, or null. */
    Object value(int run) {
        return numeric() ? numbers.get(run) : texts.get(run);
    }

    /** Each value once, smallest first. */
    List<?> distinct() {
        return (numeric() ? numbers.stream() : texts.stream())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
