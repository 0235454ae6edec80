package com.aimatrix.transform.expression;

/** How strongly operators bind, the weakest first, as in PostgreSQL. */
enum Level {
    OR,
    AND,
    NOT,
    IS,
    COMPARISON,
    /** {@code between}, {@code in}, {@code like}, {@code ilike}. */
    RANGE,
    CONCATENATION,
    SUM,
    PRODUCT,
    SIGN,
    CAST;

    /** The level of the operator that a token begins, or null when it begins none. */
    static Level of(Token token, Token next) {
        if (token.is(Token.Type.WORD)) {
            return ofWord(token, next);
        }
        if (!token.is(Token.Type.SYMBOL)) {
            return null;
        }
        return switch (token.text()) {
            case "||" -> CONCATENATION;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> PRODUCT;
            case "::" -> CAST;
            default -> Comparison.isSymbol(token.text()) ? COMPARISON : null;
        };
    }

    private static Level ofWord(Token token, Token next) {
        if (token.isWord("or")) {
            return OR;
        }
        if (token.isWord("and")) {
            return AND;
        }
        if (token.isWord("is")) {
            return IS;
        }
        return isRange(token) || token.isWord("not") && isRange(next) ? RANGE : null;
    }

    private static boolean isRange(Token token) {
        return token.isWord("between") || token.isWord("in") || token.isWord("like") || token.isWord("ilike");
    }

    /** Whether operators of this level can follow one another without parentheses. */
    boolean chains() {
        return this != COMPARISON && this != RANGE;
    }

    /** The next stronger level. */
    Level next() {
        return values()[ordinal() + 1];
    }
}
