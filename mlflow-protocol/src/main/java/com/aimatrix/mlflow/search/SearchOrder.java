package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Tokens.Token;
import java.util.List;

/** {@code metrics.auc DESC}: by what a search is ordered; ascending unless told otherwise. */
public record SearchOrder(Field field, boolean ascending) {

    private static final int MOST = 20;

    /** @throws MlflowProblem 400 that says what was expected */
    public static List<SearchOrder> read(List<String> texts, SearchGrammar grammar) {
        if (texts.size() > MOST) {
            throw MlflowProblem.invalid("expected at most %d fields to order by, got %d".formatted(MOST, texts.size()));
        }
        return texts.stream().map(text -> read(text, grammar)).toList();
    }

    private static SearchOrder read(String text, SearchGrammar grammar) {
        var tokens = new Tokens(text);
        Token field = tokens.take();
        boolean descending = tokens.takeKeyword("DESC");
        boolean told = descending || tokens.takeKeyword("ASC");
        if (field.type() != Tokens.Type.WORD && field.type() != Tokens.Type.TEXT
                || tokens.peek().type() != Tokens.Type.END) {
            throw MlflowProblem.invalid("Invalid order_by clause '%s': expected a field%s"
                    .formatted(
                            MlflowProblem.shown(text), told ? " and ASC or DESC" : " and, if you like, ASC or DESC"));
        }
        return new SearchOrder(grammar.field(field.text()), !descending);
    }
}
