package com.aimatrix.transform.expression;

/**
 * A word of an expression.
 *
 * @param text as written; of a quoted name or a text what is between the quotes
 * @param position of its first character, from 1
 */
record Token(Type type, String text, int position) {

    enum Type {
        NUMBER,
        TEXT,
        WORD,
        QUOTED_NAME,
        SYMBOL,
        END
    }

    boolean is(Type wanted) {
        return type == wanted;
    }

    boolean isSymbol(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equalsIgnoreCase(word);
    }

    /** How it is called in a message. */
    String shown() {
        return switch (type) {
            case END -> "the end";
            case TEXT -> "'" + text + "'";
            case QUOTED_NAME -> '"' + text + '"';
            default -> text;
        };
    }
}
