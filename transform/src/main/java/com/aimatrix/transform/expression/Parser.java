package com.aimatrix.transform.expression;

import com.aimatrix.transform.expression.Calculation.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads operators by their strength (Pratt, 1973). The strengths are PostgreSQL's, so an expression groups here as it
 * does there; {@link OperandParser} reads what stands between operators.
 */
final class Parser {

    private final TokenReader tokens;
    private final OperandParser operands;

    Parser(List<Token> tokens) {
        this.tokens = new TokenReader(tokens);
        this.operands = new OperandParser(this.tokens, this);
    }

    /** The whole text as one expression. */
    Node whole() {
        Node root = expression();
        tokens.expectEnd();
        return root;
    }

    /** The columns met so far. */
    List<String> columns() {
        return operands.columns();
    }

    /** An expression of any operators. */
    Node expression() {
        return expression(Level.OR);
    }

    /** An expression of operators that bind at least so strongly. */
    Node expression(Level weakest) {
        Node left = operands.operand();
        Level last = null;
        for (Level level = nextLevel(); level != null && level.compareTo(weakest) >= 0; level = nextLevel()) {
            if (level == last && !level.chains()) {
                throw new InvalidExpression(
                        tokens.peek().position(),
                        "%s needs parentheses here".formatted(tokens.peek().shown()));
            }
            left = operation(left, level);
            last = level;
        }
        return left;
    }

    private Level nextLevel() {
        return Level.of(tokens.peek(), tokens.peekSecond());
    }

    private Node operation(Node left, Level level) {
        int position = tokens.peek().position();
        return switch (level) {
            case OR, AND -> new Junction(level == Level.OR, sequence(left, level), position);
            case CONCATENATION -> new Concatenation(sequence(left, level), position);
            case SUM, PRODUCT -> calculation(left, level);
            case COMPARISON -> Comparison.of(tokens.take().text(), left, expression(level.next()), position);
            case IS -> is(left, position);
            case RANGE -> range(left, position);
            default -> operands.cast(left, position);
        };
    }

    /** What stands between several operators of one level. */
    private List<Node> sequence(Node first, Level level) {
        var parts = new ArrayList<Node>();
        parts.add(first);
        while (nextLevel() == level) {
            tokens.take();
            parts.add(expression(level.next()));
        }
        return List.copyOf(parts);
    }

    private Node calculation(Node first, Level level) {
        var steps = new ArrayList<Step>();
        while (nextLevel() == level) {
            Token operator = tokens.take();
            steps.add(new Step(Operator.of(operator.text()), expression(level.next()), operator.position()));
        }
        return new Calculation(first, List.copyOf(steps));
    }

    private Node is(Node value, int position) {
        tokens.expectWord("is");
        boolean negated = tokens.acceptWord("not");
        if (tokens.acceptWord("null")) {
            return new Is(value, null, negated, position);
        }
        if (tokens.acceptWord("true")) {
            return new Is(value, true, negated, position);
        }
        if (tokens.acceptWord("false")) {
            return new Is(value, false, negated, position);
        }
        throw tokens.unexpected("null, true or false");
    }

    private Node range(Node value, int position) {
        boolean negated = tokens.acceptWord("not");
        if (tokens.acceptWord("between")) {
            Node low = expression(Level.CONCATENATION);
            tokens.expectWord("and");
            return new Between(value, low, expression(Level.CONCATENATION), negated, position);
        }
        if (tokens.acceptWord("in")) {
            tokens.expectSymbol("(");
            return new In(value, operands.list(), negated, position);
        }
        boolean ignoreCase = tokens.take().isWord("ilike");
        return Like.of(value, expression(Level.CONCATENATION), ignoreCase, negated, position);
    }
}
