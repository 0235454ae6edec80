package com.aimatrix.registry.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a delivery: what happened to what, when, and MLflow's payload for it. */
@Component
class DeliveryBody {

    private final JsonMapper json;

    DeliveryBody(JsonMapper json) {
        this.json = json;
    }

    String of(WebhookEvent event, Map<String, ?> data, Instant at) {
        var body = new LinkedHashMap<String, Object>();
        body.put("entity", event.entity());
        body.put("action", event.action());
        body.put("timestamp", at.toString());
        body.put("data", data);
        return json.writeValueAsString(body);
    }
}
