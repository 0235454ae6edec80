package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/**
 * A SQL expression over the values of one row. Immutable and thread-safe.
 *
 * <p>It knows numbers, {@code 'text'}, {@code true}, {@code false}, {@code null}; columns ({@code amount},
 * {@code customer.tier}, {@code "odd name"}); {@code + - * / %}, {@code ||}, {@code = <> != < <= > >=}, {@code and},
 * {@code or}, {@code not}, {@code [not] between}, {@code [not] in (...)}, {@code [not] like}, {@code [not] ilike},
 * {@code is [not] null}, {@code is [not] true}, {@code is [not] false}, {@code case} in both forms, {@code cast(x as
 * t)} and {@code x::t} to {@code double}, {@code bigint}, {@code text} and {@code boolean}; and the functions abs,
 * sign, floor, ceil, round, sqrt, power, exp, ln, log (to the base 10), greatest, least, coalesce, nullif, length,
 * lower, upper, trim and substring (with commas). Operators bind as in PostgreSQL.
 *
 * <p>Where PostgreSQL 17 with the locale {@code C.UTF-8} gives a value for columns of the types double precision,
 * bigint, text and boolean, this one gives the same, with five exceptions:
 *
 * <ul>
 *   <li>{@code /} is the division of real numbers, of whole ones too: {@code 7 / 2} is 3.5.
 *   <li>A literal with a fraction or an exponent is a double precision number, not a decimal one; so {@code round(2.5)}
 *       is 2 (half to even) as for a column, while {@code round(2.5, 0)} rounds the decimal number half away from 0, to
 *       3.
 *   <li>A value keeps its own type: the greater of a whole number and a double, a whole number, is not made a double,
 *       which shows when it is written as text.
 *   <li>A quoted literal is text and is never read as a number; a cast reads a number in decimal digits, with a point
 *       and an exponent, and in no other form.
 *   <li>Names of columns are taken as they are written, in quotes or not; keywords and functions are read in any case.
 * </ul>
 *
 * Where PostgreSQL fails, the result is null: division by zero, a logarithm of a number that is not positive, a result
 * that is not finite, a cast of a text that is no number, values that cannot be compared. A sum, difference or product
 * of whole numbers beyond 64 bits becomes a double; a boolean casts to 1 or 0, and a number to whether it is not 0.
 */
public final class SqlExpression {

    private static final int MOST_CHARACTERS = 4000;

    private final String text;
    private final Node root;
    private final List<String> columns;

    private SqlExpression(String text, Node root, List<String> columns) {
        this.text = text;
        this.root = root;
        this.columns = columns;
    }

    /**
     * Reads an expression of at most 4000 characters, nested at most 100 deep.
     *
     * @throws InvalidExpression when it is none; the message says what is wrong and where
     */
    public static SqlExpression parse(String text) {
        if (text == null) {
            throw new InvalidExpression("expected an expression, got null");
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidExpression(
                    "expected at most %d characters, got %d".formatted(MOST_CHARACTERS, text.length()));
        }
        var parser = new Parser(Lexer.tokens(text));
        Node root = parser.whole();
        return new SqlExpression(text, root, parser.columns());
    }

    /**
     * The columns it reads, each once, in order of appearance; parts of a dotted name joined by dots, without quotes.
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * What the result is, for columns of these kinds; null when it is always null.
     *
     * @param kinds in the order of {@link #columns()}
     * @throws InvalidExpression when an operator or function cannot take what it is given, such as a text in a sum
     */
    public Kind kind(List<Kind> kinds) {
        checkSize(kinds.size());
        return root.kind(kinds);
    }

    /**
     * The value for a row: {@code Double} (finite), {@code Long}, {@code Boolean}, {@code String} or null; a list only
     * when the expression does no more than choose it.
     *
     * @param values in the order of {@link #columns()}: numbers, booleans, texts, anything else or null; a number that
     *     is not finite counts as null
     */
    public Object evaluate(Object[] values) {
        checkSize(values.length);
        return root.evaluate(values);
    }

    /** Whether it is true of a row; null when that is unknown, or when the result is no boolean. */
    public Boolean test(Object[] values) {
        return Truth.of(evaluate(values));
    }

    private void checkSize(int size) {
        if (size != columns.size()) {
            throw new IllegalArgumentException("expected one for each of %s, got %d".formatted(columns, size));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
