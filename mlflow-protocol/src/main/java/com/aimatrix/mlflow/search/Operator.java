package com.aimatrix.mlflow.search;

import java.util.EnumSet;
import java.util.Set;

/** How a field is compared. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    NOT_LESS(">="),
    LESS("<"),
    NOT_GREATER("<="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    IN("IN"),
    NOT_IN("NOT IN"),
    IS_NULL("IS NULL"),
    IS_NOT_NULL("IS NOT NULL");

    static final Set<Operator> OF_TEXT = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL);
    static final Set<Operator> OF_NUMBERS =
            EnumSet.of(EQUAL, NOT_EQUAL, GREATER, NOT_LESS, LESS, NOT_GREATER, IN, NOT_IN, IS_NULL, IS_NOT_NULL);

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a filter and in SQL. */
    public String symbol() {
        return symbol;
    }

    static Set<Operator> of(Field.Type type) {
        return type == Field.Type.TEXT ? OF_TEXT : OF_NUMBERS;
    }
}
