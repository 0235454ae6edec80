package com.aimatrix.registry.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a delivery carries that only tries an address: MLflow's own examples, and one of a promotion. */
final class ExamplePayload {

    private static final Map<String, String> TAGS = Map.of("example_key", "example_value");

    private ExamplePayload() {}

    static Map<String, Object> of(WebhookEvent event) {
        String entity = event.entity();
        var payload = new LinkedHashMap<String, Object>();
        payload.put("name", entity.startsWith("prompt") ? "example_prompt" : "example_model");
        switch (entity) {
            case "registered_model" -> described(payload, "An example registered model");
            case "prompt" -> described(payload, "An example prompt");
            case "model_version" -> {
                payload.put("version", "1");
                payload.put("source", "models:/123");
                payload.put("run_id", "abcd1234abcd5678");
                described(payload, "An example model version");
            }
            case "prompt_version" -> {
                payload.put("version", "1");
                payload.put("template", "Hello {{name}}!");
                described(payload, "An example prompt version");
            }
            case "promotion" -> {
                payload.put("version", "1");
                payload.put("from_stage", "None");
                payload.put("to_stage", "Production");
                payload.put("requested_by", "somebody");
                payload.put("reason", "because");
                payload.put("refused_because", List.of());
            }
            case "model_version_alias", "prompt_alias" -> {
                payload.put("alias", "example_alias");
                if ("created".equals(event.action())) {
                    payload.put("version", "1");
                }
            }
            default -> tag(payload, event);
        }
        return payload;
    }

    private static void described(Map<String, Object> payload, String description) {
        payload.put("tags", TAGS);
        payload.put("description", description);
    }

    private static void tag(Map<String, Object> payload, WebhookEvent event) {
        if (event.entity().contains("version")) {
            payload.put("version", "1");
        }
        payload.put("key", "example_key");
        if ("set".equals(event.action())) {
            payload.put("value", "example_value");
        }
    }
}
