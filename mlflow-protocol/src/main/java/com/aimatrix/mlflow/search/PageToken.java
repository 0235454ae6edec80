package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The place where a page ended, as a text that clients pass back; it holds for the question that it was given for. */
public final class PageToken {

    private static final JsonMapper JSON = new JsonMapper();

    private PageToken() {}

    /** @param question what was asked: filter, order and whatever else chooses the rows */
    public static String write(JsonNode place, List<?> question) {
        var token = JsonNodeFactory.instance.arrayNode();
        token.add(hash(question)).add(place);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place in a token; null where there is no token.
     *
     * @throws MlflowProblem 400 when it is none of ours or was given for another question
     */
    public static JsonNode read(String token, List<?> question) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        JsonNode read;
        try {
            read = JSON.readTree(Base64.getUrlDecoder().decode(token));
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid();
        }
        require(read.isArray() && read.size() == 2 && read.get(0).isInt());
        if (read.get(0).intValue() != hash(question)) {
            throw MlflowProblem.invalid(
                    "Invalid page token: it was given for another filter or order; ask for the first page again");
        }
        return read.get(1);
    }

    /** Of the text, as enums hash differently in each JVM. */
    private static int hash(List<?> question) {
        return question.toString().hashCode();
    }

    static void require(boolean holds) {
        if (!holds) {
            throw invalid();
        }
    }

    static MlflowProblem invalid() {
        return MlflowProblem.invalid("Invalid page token: expected the next_page_token of the page before");
    }
}
