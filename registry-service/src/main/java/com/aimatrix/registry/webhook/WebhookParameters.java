package com.aimatrix.registry.webhook;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads requests about webhooks, in the words that MLflow's clients look for. */
final class WebhookParameters {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Set<String> STATUSES = Set.of("ACTIVE", "DISABLED");
    private static final int LONGEST = 1_000;

    private WebhookParameters() {}

    /** 404 for what cannot be an id, as for one that is not there. */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Webhooks.unknown(text);
        }
    }

    static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw MlflowProblem.invalid(
                    "Webhook name '%s' is invalid: expected 1 to 63 letters, digits, '.', '_' or '-' that begin and end with a letter or digit."
                            .formatted(MlflowProblem.shown(name)));
        }
        return name;
    }

    /** Null where it is left out or empty, as MLflow's clients send what they do not change. */
    static String textOrNull(MlflowRequest request, String parameter) {
        String text = request.text(parameter, "");
        if (text.length() > LONGEST) {
            throw MlflowProblem.invalid("'%s' exceeds the maximum length of %d characters: it has %d"
                    .formatted(parameter, LONGEST, text.length()));
        }
        return text.isEmpty() ? null : text;
    }

    static String statusOrNull(MlflowRequest request) {
        String status = textOrNull(request, "status");
        if (status != null && !STATUSES.contains(status)) {
            throw MlflowProblem.invalid(
                    "Invalid value \"%s\" for parameter 'status' supplied: expected ACTIVE or DISABLED"
                            .formatted(MlflowProblem.shown(status)));
        }
        return status;
    }

    static List<WebhookEvent> events(MlflowRequest request) {
        List<WebhookEvent> events = request.objects("events", WebhookParameters::event).stream()
                .distinct()
                .toList();
        if (events.isEmpty()) {
            throw MlflowProblem.invalid("Webhook events must be a non-empty list of WebhookEvent objects.");
        }
        return events;
    }

    static WebhookEvent event(MlflowRequest request) {
        String entity = request.requiredText("entity");
        String action = request.requiredText("action");
        return WebhookEvent.of(entity, action)
                .orElseThrow(() -> MlflowProblem.invalid("Invalid action '%s' for entity '%s'. Valid actions are: %s"
                        .formatted(
                                MlflowProblem.shown(action),
                                MlflowProblem.shown(entity),
                                WebhookEvent.ofEntity(entity).stream()
                                        .map(WebhookEvent::action)
                                        .toList())));
    }

    /** @throws MlflowProblem 400 when it is out of MLflow's bounds */
    static int maxResults(MlflowRequest request) {
        Long asked = request.integer("max_results");
        if (asked != null && (asked < 1 || asked > 1_000)) {
            throw MlflowProblem.invalid("max_results must be between 1 and 1000.");
        }
        return asked == null ? 100 : asked.intValue();
    }
}
