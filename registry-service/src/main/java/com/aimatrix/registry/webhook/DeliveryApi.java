package com.aimatrix.registry.webhook;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.webhook.DeliveryStore.Pending;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a webhook and what was given up, which MLflow has no path for. */
@RestController
@RequestMapping("/api/v1/registry/webhooks/{id}/deliveries")
class DeliveryApi {

    private static final int MOST = 1_000;

    private final DeliveryStore store;

    DeliveryApi(DeliveryStore store) {
        this.store = store;
    }

    @GetMapping
    List<Pending> pending(@PathVariable UUID id, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.badField("limit", "expected 1 to %d, got %d".formatted(MOST, limit));
        }
        return store.pending(id, limit);
    }
}
