package com.aimatrix.transform.expression;

import com.aimatrix.transform.expression.Token.Type;
import java.util.List;

/** Goes through the words of an expression, one by one. */
final class TokenReader {

    private final List<Token> tokens;
    private int at;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    /** The word after the next one; the end is followed by the end. */
    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean acceptWord(String word) {
        return accept(peek().isWord(word));
    }

    boolean acceptSymbol(String symbol) {
        return accept(peek().isSymbol(symbol));
    }

    private boolean accept(boolean right) {
        if (right) {
            take();
        }
        return right;
    }

    void expectWord(String word) {
        if (!acceptWord(word)) {
            throw unexpected(word);
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw unexpected(symbol);
        }
    }

    void expectEnd() {
        if (!peek().is(Type.END)) {
            throw unexpected("an operator or the end");
        }
    }

    /** Says that the next word is not what had to come. */
    InvalidExpression unexpected(String expected) {
        return new InvalidExpression(peek().position(), "expected %s, got %s".formatted(expected, peek().shown()));
    }
}
