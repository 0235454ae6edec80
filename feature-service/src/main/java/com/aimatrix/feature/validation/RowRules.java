package com.aimatrix.feature.validation;

import com.aimatrix.feature.definition.Feature;
import com.aimatrix.feature.definition.Scalars;
import com.aimatrix.feature.definition.ValueText;
import com.aimatrix.transform.Durations;
import com.aimatrix.transform.expression.SqlExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * All rules of a view's stored features, over one batch of rows: it remembers what came earlier in the batch, so a new one is
 * taken for each batch. Not thread-safe.
 */
public final class RowRules {

    /** The rules of a view, shared by all batches. */
    public static final class Compiled {
        private final List<Feature> features;
        private final List<ValueRules> ofValues = new ArrayList<>();
        private final Map<Rule.Sql, SqlExpression> expressions = new HashMap<>();
        private final Map<Rule.Freshness, Long> maxAgesMs = new HashMap<>();
        private final boolean monotone;

        /** @param features the stored ones, in the order of the row, with types */
        public Compiled(List<Feature> features) {
            this.features = features;
            for (Feature feature : features) {
                ofValues.add(ValueRules.of(feature.rules()));
                for (Rule rule : feature.rules()) {
                    if (rule instanceof Rule.Sql sql) {
                        expressions.put(sql, SqlExpression.parse(sql.expression()));
                    } else if (rule instanceof Rule.Freshness fresh) {
                        maxAgesMs.put(fresh, Durations.parse(fresh.maxAge()).toMillis());
                    }
                }
            }
            monotone =
                    features.stream().flatMap(each -> each.rules().stream()).anyMatch(Rule.Monotone.class::isInstance);
        }

        /** Whether a row's predecessor must be known. */
        public boolean needsPrevious() {
            return monotone;
        }

        public RowRules batch() {
            return new RowRules(this, true);
        }

        /** For rows that came in other batches, each unique in its own. */
        public RowRules rowByRow() {
            return new RowRules(this, false);
        }
    }

    private final Compiled rules;
    private final boolean isBatch;
    private final Map<String, Set<JsonNode>> seen = new HashMap<>();

    private RowRules(Compiled rules, boolean isBatch) {
        this.rules = rules;
        this.isBatch = isBatch;
    }

    /**
     * Checks a row and nulls the values that its rules null.
     *
     * @param values as they came, by position; a value that is kept is brought into its stored form
     * @param ageMs how old the row is at its arrival
     * @param previous the entity's row before this one, or null when there is none
     * @return the rules that it breaks
     */
    public List<Broken> check(JsonNode[] values, long ageMs, JsonNode previous) {
        var broken = new ArrayList<Broken>();
        for (int i = 0; i < values.length; i++) {
            checkValue(i, values, ageMs, previous, broken);
        }
        for (Feature feature : rules.features) {
            for (Rule rule : feature.rules()) {
                if (rule instanceof Rule.Sql sql && Boolean.FALSE.equals(test(sql, values))) {
                    broken.add(brokenRule(feature, sql, "expected a row with %s".formatted(sql.expression())));
                }
            }
        }
        for (Broken each : broken) {
            if (each.policy() == Policy.NULL) {
                values[position(each.feature())] = NullNode.getInstance();
            }
        }
        return broken;
    }

    private void checkValue(int position, JsonNode[] values, long ageMs, JsonNode previous, List<Broken> broken) {
        Feature feature = rules.features.get(position);
        JsonNode value = values[position] == null ? NullNode.getInstance() : values[position];
        String problem = ValueText.problem(feature.type(), feature.dimension(), value);
        if (problem != null) {
            Policy policy = feature.rules().stream()
                    .filter(Rule.TypeMatch.class::isInstance)
                    .findFirst()
                    .map(Rule::policyOrReject)
                    .orElse(Policy.REJECT);
            // A value of another type cannot be stored: to warn of it is to null it.
            broken.add(new Broken(feature.name(), "type", policy == Policy.WARN ? Policy.NULL : policy, problem));
            values[position] = NullNode.getInstance();
            return;
        }
        values[position] = ValueText.canonical(feature.type(), value);
        broken.addAll(rules.ofValues.get(position).broken(feature.name(), values[position]));
        for (Rule rule : feature.rules()) {
            String message =
                    message(rule, feature, values[position], ageMs, previous == null ? null : previous.get(position));
            if (message != null) {
                broken.add(brokenRule(feature, rule, message));
            }
        }
    }

    private String message(Rule rule, Feature feature, JsonNode value, long ageMs, JsonNode previous) {
        if (value.isNull()) {
            return null;
        }
        if (rule instanceof Rule.Unique) {
            boolean first = !isBatch
                    || seen.computeIfAbsent(feature.name(), ignored -> new HashSet<>())
                            .add(value);
            return first ? null : "expected no value twice, got %s again".formatted(ValueText.excerpt(value));
        }
        if (rule instanceof Rule.Freshness fresh && ageMs > rules.maxAgesMs.get(fresh)) {
            return "expected a row at most %s old, it is %d s old".formatted(fresh.maxAge(), ageMs / 1000);
        }
        if (rule instanceof Rule.Monotone monotone && previous != null && previous.isNumber()) {
            double step = value.doubleValue() - previous.doubleValue();
            boolean back = monotone.direction() == Rule.Direction.DECREASING ? step > 0 : step < 0;
            return back ? "expected a value that does not go back from %s, got %s".formatted(previous, value) : null;
        }
        return null;
    }

    private Boolean test(Rule.Sql sql, JsonNode[] values) {
        SqlExpression expression = rules.expressions.get(sql);
        Object[] inputs = expression.columns().stream()
                .map(column -> Scalars.of(values[position(column)]))
                .toArray();
        return expression.test(inputs);
    }

    private int position(String feature) {
        for (int i = 0; i < rules.features.size(); i++) {
            if (rules.features.get(i).name().equals(feature)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no feature " + feature);
    }

    private static Broken brokenRule(Feature feature, Rule rule, String message) {
        return new Broken(feature.name(), rule.check(), rule.policyOrReject(), message);
    }
}
