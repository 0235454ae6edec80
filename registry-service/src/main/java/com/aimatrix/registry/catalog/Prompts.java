package com.aimatrix.registry.catalog;

import com.aimatrix.mlflow.search.Condition;
import java.util.Arrays;
import java.util.stream.Collectors;

/** MLflow keeps prompts among the models; a search finds them only when it asks for their tag. */
final class Prompts {

    private Prompts() {}

    /** SQL of the tag's value in the first of several columns of tags that has it, {@code false} where none has. */
    static String tag(String... tags) {
        return "coalesce(%s, 'false')"
                .formatted(Arrays.stream(tags)
                        .map(each -> "%s ->> '%s'".formatted(each, Model.PROMPT_TAG))
                        .collect(Collectors.joining(", ")));
    }

    /** The condition that a row is no prompt, unless the filter says itself what it wants. */
    static String unlessAskedFor(Condition filter, String tag) {
        return filter.fields().anyMatch(field -> Model.PROMPT_TAG.equals(field.key())) ? "true" : tag + " <> 'true'";
    }
}
