package com.aimatrix.feature.definition;

import com.aimatrix.feature.validation.Rule;
import com.aimatrix.transform.Kind;
import com.aimatrix.transform.expression.InvalidExpression;
import com.aimatrix.transform.expression.SqlExpression;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;

/** Finds the mistakes of validation rules. */
final class RuleProblems {

    private final Problems problems;

    RuleProblems(Problems problems) {
        this.problems = problems;
    }

    void check(String at, Feature feature, List<Feature> all) {
        List<Rule> rules = feature.rules();
        for (int i = 0; i < rules.size(); i++) {
            String field = "%s[%d]".formatted(at, i);
            Rule rule = rules.get(i);
            if (rule == null) {
                problems.add(field, "expected a rule, got null");
            } else if (feature.isRequested() || feature.isTime() || feature.isDerived() || feature.isEmbedded()) {
                problems.add(
                        field, "expected none: the feature is not stored; put the rule on what it is computed from");
            } else if (feature.isWindow() && (!rule.isOfValueAlone() || rule instanceof Rule.TypeMatch)) {
                problems.add(
                        field + ".check",
                        "%s needs a stored value; a windowed feature takes not_null, range, allowed, pattern and length"
                                .formatted(rule.check()));
            } else {
                checkOne(field, rule, feature, all);
            }
        }
    }

    private void checkOne(String field, Rule rule, Feature feature, List<Feature> all) {
        boolean number = feature.isWindow() || feature.type().isNumeric() && feature.type() != ValueType.BOOL;
        boolean text = feature.isWindow() || feature.type().isText();
        if (rule instanceof Rule.Range range) {
            require(field, number, "a number");
            if (range.min() == null && range.max() == null
                    || range.min() != null && range.max() != null && range.min() > range.max()) {
                problems.add(field, "expected min or max or both, min at most max");
            }
        } else if (rule instanceof Rule.Allowed allowed) {
            problems.list(field + ".values", allowed.values());
        } else if (rule instanceof Rule.Pattern pattern) {
            require(field, text, "text");
            pattern(field + ".regex", pattern.regex());
        } else if (rule instanceof Rule.Length length) {
            require(field, text || feature.type().isList(), "text or a list");
            if (length.min() == null && length.max() == null) {
                problems.add(field, "expected min or max or both");
            }
        } else if (rule instanceof Rule.Freshness fresh) {
            problems.optionalDuration(field + ".maxAge", String.valueOf(fresh.maxAge()));
        } else if (rule instanceof Rule.Monotone) {
            require(field, number, "a number");
        } else if (rule instanceof Rule.Sql sql) {
            expression(field + ".expression", sql.expression(), all);
        }
    }

    private void require(String field, boolean fits, String what) {
        if (!fits) {
            problems.add(field + ".check", "expected a feature that is " + what);
        }
    }

    private void pattern(String field, String regex) {
        try {
            Pattern.compile(String.valueOf(regex));
        } catch (PatternSyntaxException e) {
            problems.add(field, "expected a regular expression of RE2's syntax: " + e.getMessage());
        }
        if (regex == null) {
            problems.add(field, "expected a regular expression");
        }
    }

    private void expression(String field, String text, List<Feature> all) {
        var kinds = new LinkedHashMap<String, Kind>();
        all.stream()
                .filter(Feature::isStored)
                .forEach(each -> kinds.put(each.name(), each.type().kind()));
        try {
            var expression = SqlExpression.parse(String.valueOf(text));
            List<String> unknown = expression.columns().stream()
                    .filter(column -> !kinds.containsKey(column))
                    .toList();
            unknown.forEach(column -> problems.add(
                    field, "there is no stored feature %s; there are %s".formatted(column, kinds.keySet())));
            if (unknown.isEmpty()) {
                Kind kind = expression.kind(
                        expression.columns().stream().map(kinds::get).toList());
                problems.condition(field, kind);
            }
        } catch (InvalidExpression e) {
            problems.add(field, e.getMessage());
        }
    }
}
