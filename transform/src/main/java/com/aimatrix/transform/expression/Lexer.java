package com.aimatrix.transform.expression;

import com.aimatrix.transform.expression.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into words. */
final class Lexer {

    private static final Pattern NUMBER = Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern SYMBOL = Pattern.compile("::|<=|>=|<>|!=|\\|\\||[-+*/%<>=(),.]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The words, and the end as the last of them. */
    static List<Token> tokens(String text) {
        return new Lexer(text).read();
    }

    private List<Token> read() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (Character.isWhitespace(next)) {
                at++;
            } else if (next == '\'') {
                quoted(Type.TEXT, next, "text");
            } else if (next == '"') {
                quoted(Type.QUOTED_NAME, next, "name");
            } else if (isWordStart(next)) {
                word();
            } else if (!number() && !symbol()) {
                throw new InvalidExpression(at + 1, "unexpected character " + Character.toString(text.codePointAt(at)));
            }
        }
        tokens.add(new Token(Type.END, "", text.length() + 1));
        return tokens;
    }

    /** Reads up to the closing quote; two quotes in a row stand for one. */
    private void quoted(Type type, char quote, String what) {
        int start = at++;
        var content = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != quote) {
                content.append(next);
            } else if (at < text.length() && text.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                add(type, content.toString(), start);
                return;
            }
        }
        throw new InvalidExpression(start + 1, "the %s that begins here has no closing %s".formatted(what, quote));
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        add(Type.WORD, text.substring(start, at), start);
    }

    private boolean number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        add(Type.NUMBER, matcher.group(), at);
        at = matcher.end();
        if (at < text.length() && isWordPart(text.charAt(at))) {
            throw new InvalidExpression(at + 1, "unexpected " + text.charAt(at) + " after a number");
        }
        return true;
    }

    private boolean symbol() {
        if (text.startsWith("--", at) || text.startsWith("/*", at)) {
            throw new InvalidExpression(at + 1, "comments are not read");
        }
        Matcher matcher = SYMBOL.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        add(Type.SYMBOL, matcher.group(), at);
        at = matcher.end();
        return true;
    }

    private void add(Type type, String content, int start) {
        tokens.add(new Token(type, content, start + 1));
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
