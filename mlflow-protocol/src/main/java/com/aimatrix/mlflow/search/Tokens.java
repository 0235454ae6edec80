package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a filter, one after the other. */
final class Tokens {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int next;

    enum Type {
        /** Bare or with quoted parts: an identifier, a number or a keyword. */
        WORD,
        TEXT,
        /** {@code = != < <= > >= ( ) ,} */
        SYMBOL,
        END
    }

    /** @param text without quotes; @param quoted whether a part of a word was quoted */
    record Token(Type type, String text, boolean quoted) {

        boolean isKeyword(String keyword) {
            return type == Type.WORD && !quoted && text.toUpperCase(Locale.ROOT).equals(keyword);
        }

        boolean isSymbol(String symbol) {
            return type == Type.SYMBOL && text.equals(symbol);
        }
    }

    Tokens(String text) {
        this.text = text;
        while (skipBlanks()) {
            tokens.add(read());
        }
        tokens.add(new Token(Type.END, "the end", false));
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        return tokens.get(next == tokens.size() - 1 ? next : next++);
    }

    boolean takeKeyword(String keyword) {
        boolean there = peek().isKeyword(keyword);
        next += there ? 1 : 0;
        return there;
    }

    boolean takeSymbol(String symbol) {
        boolean there = peek().isSymbol(symbol);
        next += there ? 1 : 0;
        return there;
    }

    MlflowProblem expected(String what) {
        return MlflowProblem.invalid("Invalid filter '%s': expected %s, got %s"
                .formatted(MlflowProblem.shown(text), what, MlflowProblem.shown(peek().text())));
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private Token read() {
        char first = text.charAt(at);
        if (first == '\'' || first == '"') {
            String quoted = quoted();
            // "metrics.a" as a whole may be quoted, or only the part before a dot.
            return at < text.length() && text.charAt(at) == '.'
                    ? word(quoted, true)
                    : new Token(Type.TEXT, quoted, true);
        }
        if (first == '(' || first == ')' || first == ',' || first == '=') {
            at += first == '=' && at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1;
            return new Token(Type.SYMBOL, String.valueOf(first), false);
        }
        if (first == '<' || first == '>' || first == '!') {
            at++;
            boolean equal = at < text.length() && text.charAt(at) == '=';
            boolean unequal = first == '<' && at < text.length() && text.charAt(at) == '>';
            at += equal || unequal ? 1 : 0;
            return new Token(Type.SYMBOL, unequal ? "!=" : equal ? first + "=" : String.valueOf(first), false);
        }
        return word("", false);
    }

    private Token word(String beginning, boolean isQuoted) {
        var word = new StringBuilder(beginning);
        boolean quoted = isQuoted;
        while (at < text.length() && " \t\r\n()=<>!,".indexOf(text.charAt(at)) < 0) {
            char each = text.charAt(at);
            if (each == '`' || (each == '"' || each == '\'') && !word.isEmpty()) {
                word.append(quoted());
                quoted = true;
            } else {
                word.append(each);
                at++;
            }
        }
        return new Token(Type.WORD, word.toString(), quoted);
    }

    /** From the quote up to the one that closes it; a doubled one stands for itself. */
    private String quoted() {
        char quote = text.charAt(at++);
        var inside = new StringBuilder();
        while (at < text.length()) {
            char each = text.charAt(at++);
            if (each != quote) {
                inside.append(each);
            } else if (at < text.length() && text.charAt(at) == quote) {
                inside.append(quote);
                at++;
            } else {
                return inside.toString();
            }
        }
        throw MlflowProblem.invalid(
                "Invalid filter '%s': the quote %s is not closed".formatted(MlflowProblem.shown(text), quote));
    }
}
