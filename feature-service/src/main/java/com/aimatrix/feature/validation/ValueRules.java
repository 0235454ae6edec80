package com.aimatrix.feature.validation;

import com.aimatrix.feature.definition.ValueText;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The rules of one feature that can be told from a value alone, ready for work. Thread-safe. */
public final class ValueRules {

    /** A rule and what is wrong with a value by it; null when nothing is. */
    private record Check(Rule rule, Function<JsonNode, String> problem) {}

    private static final ValueRules NONE = new ValueRules(List.of());

    private final List<Check> checks;

    private ValueRules(List<Check> checks) {
        this.checks = checks;
    }

    /** Rules of other kinds are left to {@link RowRules}. */
    public static ValueRules of(List<Rule> rules) {
        var checks = new ArrayList<Check>();
        for (Rule rule : rules) {
            Function<JsonNode, String> problem = problem(rule);
            if (problem != null) {
                checks.add(new Check(rule, problem));
            }
        }
        return checks.isEmpty() ? NONE : new ValueRules(List.copyOf(checks));
    }

    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /** Rules that a value breaks; missing and null are the same. */
    public List<Broken> broken(String feature, JsonNode value) {
        List<Broken> broken = List.of();
        for (Check each : checks) {
            String problem = each.problem().apply(value);
            if (problem != null) {
                broken = broken.isEmpty() ? new ArrayList<>() : broken;
                broken.add(new Broken(feature, each.rule().check(), each.rule().policyOrReject(), problem));
            }
        }
        return broken;
    }

    private static Function<JsonNode, String> problem(Rule rule) {
        if (rule instanceof Rule.NotNull) {
            return value -> isNull(value) ? "expected a value, got null" : null;
        }
        if (rule instanceof Rule.Range range) {
            return value -> isNull(value) || !value.isNumber() || isWithin(range, value.doubleValue())
                    ? null
                    : "expected a number from %s to %s, got %s"
                            .formatted(limit(range.min()), limit(range.max()), value);
        }
        if (rule instanceof Rule.Allowed allowed) {
            return value -> isNull(value) || allowed.values().stream().anyMatch(each -> isSame(each, value))
                    ? null
                    : "expected one of %s, got %s".formatted(allowed.values(), ValueText.excerpt(value));
        }
        if (rule instanceof Rule.Pattern pattern) {
            Pattern compiled = Pattern.compile(pattern.regex());
            return value -> isNull(value) || value.isString() && compiled.matches(value.stringValue())
                    ? null
                    : "expected text that matches %s, got %s".formatted(pattern.regex(), ValueText.excerpt(value));
        }
        if (rule instanceof Rule.Length length) {
            return value -> lengthProblem(length, value);
        }
        return null;
    }

    private static String lengthProblem(Rule.Length rule, JsonNode value) {
        if (isNull(value)) {
            return null;
        }
        if (!value.isString() && !value.isContainer()) {
            return "expected text or a list, got " + ValueText.excerpt(value);
        }
        int length = value.isString()
                ? value.stringValue().codePointCount(0, value.stringValue().length())
                : value.size();
        boolean fits = (rule.min() == null || length >= rule.min()) && (rule.max() == null || length <= rule.max());
        return fits
                ? null
                : "expected a length from %s to %s, got %d".formatted(limit(rule.min()), limit(rule.max()), length);
    }

    private static boolean isNull(JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    private static boolean isWithin(Rule.Range range, double value) {
        return (range.min() == null || value >= range.min()) && (range.max() == null || value <= range.max());
    }

    /** Numbers are the same by value, whatever their spelling. */
    private static boolean isSame(JsonNode allowed, JsonNode value) {
        return allowed.isNumber() && value.isNumber()
                ? allowed.doubleValue() == value.doubleValue()
                : allowed.equals(value);
    }

    private static String limit(Object limit) {
        return limit == null ? "anything" : limit.toString();
    }
}
