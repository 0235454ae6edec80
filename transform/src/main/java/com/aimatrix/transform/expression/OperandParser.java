package com.aimatrix.transform.expression;

import com.aimatrix.transform.expression.Case.Branch;
import com.aimatrix.transform.expression.Token.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what operators work on: literals, columns, calls, cases, casts and what stands in parentheses. */
final class OperandParser {

    private static final int MOST_NESTING = 100;
    private static final Set<String> RESERVED = Set.of(
            "and", "or", "not", "between", "in", "like", "ilike", "is", "null", "true", "false", "case", "when", "then",
            "else", "end", "cast", "select");

    private final TokenReader tokens;
    private final Parser parser;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private int nesting;

    OperandParser(TokenReader tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /** The next operand, with the signs and negations before it. */
    Node operand() {
        Token token = tokens.peek();
        if (++nesting > MOST_NESTING) {
            throw new InvalidExpression(token.position(), "nested more than %d deep".formatted(MOST_NESTING));
        }
        Node node = switch (token.type()) {
            case NUMBER -> number(tokens.take());
            case TEXT -> new Literal(tokens.take().text());
            case QUOTED_NAME -> column();
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case END -> throw tokens.unexpected("a value");
        };
        nesting--;
        return node;
    }

    private static Node number(Token token) {
        if (token.text().chars().allMatch(Character::isDigit)) {
            BigInteger whole = new BigInteger(token.text());
            if (whole.bitLength() < Long.SIZE) {
                return new Literal(whole.longValue());
            }
        }
        double number = Double.parseDouble(token.text());
        if (Double.isInfinite(number)) {
            throw new InvalidExpression(token.position(), "the number is too large");
        }
        return new Literal(number);
    }

    private Node symbol(Token token) {
        if (tokens.acceptSymbol("(")) {
            Node inner = parser.expression();
            tokens.expectSymbol(")");
            return inner;
        }
        if (token.isSymbol("-") || token.isSymbol("+")) {
            Operator sign = Operator.of(tokens.take().text());
            return new Sign(sign, parser.expression(Level.SIGN), token.position());
        }
        throw tokens.unexpected("a value");
    }

    private Node word(Token token) {
        if (tokens.acceptWord("not")) {
            return new Not(parser.expression(Level.NOT.next()), token.position());
        }
        if (tokens.acceptWord("true")) {
            return new Literal(true);
        }
        if (tokens.acceptWord("false")) {
            return new Literal(false);
        }
        if (tokens.acceptWord("null")) {
            return new Literal(null);
        }
        if (tokens.acceptWord("case")) {
            return branches(token.position());
        }
        if (tokens.acceptWord("cast")) {
            tokens.expectSymbol("(");
            Node value = parser.expression();
            tokens.expectWord("as");
            Node cast = new Cast(value, type(), token.position());
            tokens.expectSymbol(")");
            return cast;
        }
        if (RESERVED.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw tokens.unexpected("a value");
        }
        return tokens.peekSecond().isSymbol("(") ? call() : column();
    }

    private Node column() {
        var name = new StringBuilder(tokens.take().text());
        while (tokens.acceptSymbol(".")) {
            if (!tokens.peek().is(Type.WORD) && !tokens.peek().is(Type.QUOTED_NAME)) {
                throw tokens.unexpected("a name");
            }
            name.append('.').append(tokens.take().text());
        }
        return new Column(columns.computeIfAbsent(name.toString(), unseen -> columns.size()));
    }

    private Node call() {
        Token name = tokens.take();
        Function function = Function.named(name.text());
        if (function == null) {
            throw new InvalidExpression(
                    name.position(), "there is no function %s; there are %s".formatted(name.text(), Function.names()));
        }
        tokens.expectSymbol("(");
        List<Node> arguments = list();
        String problem = function.problem(arguments.size());
        if (problem != null) {
            throw new InvalidExpression(name.position(), problem);
        }
        return new Call(function, arguments, name.position());
    }

    /** One or more expressions, up to and with the closing parenthesis. */
    List<Node> list() {
        var nodes = new ArrayList<Node>();
        do {
            nodes.add(parser.expression());
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return List.copyOf(nodes);
    }

    private Node branches(int position) {
        Node compared = tokens.peek().isWord("when") ? null : parser.expression();
        var branches = new ArrayList<Branch>();
        while (branches.isEmpty() || tokens.peek().isWord("when")) {
            int start = tokens.peek().position();
            tokens.expectWord("when");
            Node condition = parser.expression();
            tokens.expectWord("then");
            Node test = compared == null ? condition : Comparison.of("=", compared, condition, start);
            branches.add(new Branch(test, parser.expression()));
        }
        Node otherwise = tokens.acceptWord("else") ? parser.expression() : new Literal(null);
        tokens.expectWord("end");
        return new Case(List.copyOf(branches), otherwise, position);
    }

    /** The cast that follows a value after two colons. */
    Node cast(Node value, int position) {
        tokens.expectSymbol("::");
        return new Cast(value, type(), position);
    }

    private CastType type() {
        Token word = tokens.peek();
        CastType type = word.is(Type.WORD) ? CastType.NAMES.get(word.text().toLowerCase(Locale.ROOT)) : null;
        if (type == null) {
            throw tokens.unexpected("a type: double, bigint, text or boolean");
        }
        tokens.take();
        if (word.isWord("double")) {
            tokens.acceptWord("precision");
        }
        return type;
    }
}
