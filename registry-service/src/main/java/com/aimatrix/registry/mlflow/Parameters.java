package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.MlflowNames;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.SearchRequest;
import com.aimatrix.registry.catalog.Stage;
import com.aimatrix.registry.catalog.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Parameters that several requests have, read in the words that MLflow's clients look for. */
final class Parameters {

    private static final int LONGEST_NAME = 256;
    private static final int MOST_TAGS = 1_000;

    private Parameters() {}

    static String modelName(MlflowRequest request) {
        return modelName(request, "name");
    }

    static String modelName(MlflowRequest request, String parameter) {
        String name = request.requiredText(parameter);
        if (name.isBlank()) {
            throw MlflowProblem.missing(parameter);
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw MlflowProblem.invalid(
                    "Invalid model name '%s'. Names cannot contain '/' or ':'.".formatted(MlflowProblem.shown(name)));
        }
        if (".".equals(name) || "..".equals(name) || name.chars().anyMatch(Character::isISOControl)) {
            throw MlflowProblem.invalid(
                    "Invalid value \"%s\" for parameter '%s' supplied: expected a name that is no path"
                            .formatted(MlflowProblem.shown(name), parameter));
        }
        Texts.requireLength(parameter, name, LONGEST_NAME);
        return name;
    }

    /** The number of a version; one that cannot be is answered like one that is not there. */
    static int version(MlflowRequest request) {
        JsonNode value = request.json().path("version");
        String text = value.isIntegralNumber() ? value.toString() : request.requiredText("version");
        if (!text.matches("[-+]?\\d+")) {
            throw MlflowProblem.invalid(
                    "Parameter 'version' must be an integer, got '%s'.".formatted(MlflowProblem.shown(text)));
        }
        return text.matches("[-+]?\\d{1,9}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    static String tagKey(MlflowRequest request) {
        return MlflowNames.key("tag", request.requiredText("key"), request);
    }

    static String tagValue(MlflowRequest request) {
        return request.text("value", "");
    }

    /** Of a tag that is there twice the last one counts. */
    static Map<String, String> tags(MlflowRequest request) {
        var tags = new LinkedHashMap<String, String>();
        request.objects("tags", tag -> tags.put(tagKey(tag), tagValue(tag)));
        if (tags.size() > MOST_TAGS) {
            throw MlflowProblem.invalid("expected at most %d tags, got %d".formatted(MOST_TAGS, tags.size()));
        }
        return tags;
    }

    /** A text, or null where it is left out or empty. */
    static String textOrNull(MlflowRequest request, String name, int longest) {
        String text = request.text(name, "");
        Texts.requireLength(name, text, longest);
        return text.isEmpty() ? null : text;
    }

    static Stage stage(String text) {
        return Stage.of(text)
                .orElseThrow(() -> MlflowProblem.invalid(
                        "Invalid Model Version stage: %s. Value must be one of None, Staging, Production, Archived."
                                .formatted(MlflowProblem.shown(text))));
    }

    static SearchRequest search(MlflowRequest request, int otherwise, int most) {
        return new SearchRequest(
                request.text("filter"),
                request.texts("order_by"),
                request.count("max_results", otherwise, 1, most),
                textOrNull(request, "page_token", Integer.MAX_VALUE));
    }
}
