package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.Numbers;
import com.aimatrix.mlflow.search.Condition.All;
import com.aimatrix.mlflow.search.Condition.Any;
import com.aimatrix.mlflow.search.Condition.Compare;
import com.aimatrix.mlflow.search.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads filters: comparisons joined by AND, and by OR and parentheses, which MLflow has not. AND binds closer than OR.
 *
 * <pre>{@code
 * any        = all { OR all }
 * all        = part { AND part }
 * part       = "(" any ")" | comparison
 * comparison = field ( operator value | [NOT] IN "(" value { "," value } ")" | IS [NOT] NULL )
 * }</pre>
 */
public final class SearchFilter {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 50;

    private final Tokens tokens;
    private final SearchGrammar grammar;
    private int depth;

    private SearchFilter(String text, SearchGrammar grammar) {
        this.tokens = new Tokens(text);
        this.grammar = grammar;
    }

    /**
     * What a filter asks.
     *
     * @param text null and blank ask nothing
     * @throws MlflowProblem 400 that says what was expected where
     */
    public static Condition read(String text, SearchGrammar grammar) {
        if (text == null || text.isBlank()) {
            return Condition.NONE;
        }
        if (text.length() > LONGEST) {
            throw MlflowProblem.invalid(
                    "expected a filter of at most %d characters, got %d".formatted(LONGEST, text.length()));
        }
        var reader = new SearchFilter(text, grammar);
        Condition condition = reader.any();
        if (reader.tokens.peek().type() != Tokens.Type.END) {
            throw reader.tokens.expected("AND, OR or the end");
        }
        return condition;
    }

    private Condition any() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(all());
        } while (tokens.takeKeyword("OR"));
        return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    private Condition all() {
        var parts = new ArrayList<Condition>();
        do {
            parts.add(part());
        } while (tokens.takeKeyword("AND"));
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    private Condition part() {
        if (!tokens.takeSymbol("(")) {
            return comparison();
        }
        if (++depth > DEEPEST) {
            throw MlflowProblem.invalid("expected parentheses at most %d deep".formatted(DEEPEST));
        }
        Condition inside = any();
        if (!tokens.takeSymbol(")")) {
            throw tokens.expected("AND, OR or )");
        }
        depth--;
        return inside;
    }

    private Condition comparison() {
        Token left = tokens.peek();
        if (left.type() != Tokens.Type.WORD && left.type() != Tokens.Type.TEXT) {
            throw tokens.expected("a field such as metrics.accuracy");
        }
        Field field = grammar.field(tokens.take().text());
        Operator operator = operator();
        if (!Operator.of(field.type()).contains(operator)) {
            throw MlflowProblem.invalid("Invalid comparator '%s' for %s: expected one of %s"
                    .formatted(
                            operator.symbol(),
                            field.key(),
                            Operator.of(field.type()).stream()
                                    .map(Operator::symbol)
                                    .toList()));
        }
        return new Compare(
                field,
                operator,
                switch (operator) {
                    case IS_NULL, IS_NOT_NULL -> List.of();
                    case IN, NOT_IN -> values(field);
                    default -> List.of(value(field));
                });
    }

    private Operator operator() {
        if (tokens.takeKeyword("IS")) {
            boolean not = tokens.takeKeyword("NOT");
            if (!tokens.takeKeyword("NULL")) {
                throw tokens.expected("NULL");
            }
            return not ? Operator.IS_NOT_NULL : Operator.IS_NULL;
        }
        if (tokens.takeKeyword("NOT")) {
            if (!tokens.takeKeyword("IN")) {
                throw tokens.expected("IN");
            }
            return Operator.NOT_IN;
        }
        for (Operator each : Operator.values()) {
            if (tokens.takeSymbol(each.symbol()) || tokens.takeKeyword(each.symbol())) {
                return each;
            }
        }
        throw tokens.expected("a comparison such as = or LIKE");
    }

    private List<Object> values(Field field) {
        if (!tokens.takeSymbol("(")) {
            throw tokens.expected("( and a list of values");
        }
        var values = new ArrayList<Object>();
        do {
            values.add(value(field));
        } while (tokens.takeSymbol(","));
        if (!tokens.takeSymbol(")")) {
            throw tokens.expected(", or )");
        }
        return values;
    }

    private Object value(Field field) {
        Token token = tokens.peek();
        boolean text = field.type() == Field.Type.TEXT;
        if (text && token.type() == Tokens.Type.TEXT) {
            return tokens.take().text();
        }
        Double number = text || token.type() != Tokens.Type.WORD ? null : Numbers.of(token.text());
        if (number != null && (field.type() == Field.Type.NUMBER || isWhole(token.text()))) {
            tokens.take();
            return field.type() == Field.Type.NUMBER ? number : (Object) Long.parseLong(token.text());
        }
        throw tokens.expected(
                switch (field.type()) {
                    case TEXT -> "a quoted string value for %s (e.g. 'my-value')".formatted(field.key());
                    case INTEGER -> "a whole number for %s".formatted(field.key());
                    case NUMBER -> "a numeric value for %s".formatted(field.key());
                });
    }

    private static boolean isWhole(String text) {
        return text.matches("-?\\d{1,18}");
    }
}
