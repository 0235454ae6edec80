package com.aimatrix.feature.ingest;

import com.aimatrix.feature.validation.QuarantineStore;
import com.aimatrix.feature.validation.QuarantinedRow;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Rows and events that broke a rule: listed, corrected and replayed, or discarded. */
@RestController
@RequestMapping("/api/v1/features/quarantine")
class QuarantineApi {

    private static final int MOST = 1_000;

    private final Quarantine quarantine;
    private final QuarantineStore store;

    QuarantineApi(Quarantine quarantine, QuarantineStore store) {
        this.quarantine = quarantine;
        this.store = store;
    }

    /**
     * In the order in which they came.
     *
     * @param after id of the last one seen
     */
    @GetMapping
    List<QuarantinedRow> list(
            @RequestParam(name = "view", required = false) String view,
            @RequestParam(name = "status", required = false) QuarantinedRow.Status status,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        return store.list(view, status, after, Math.min(Math.max(limit, 1), MOST));
    }

    @GetMapping("/{id}")
    QuarantinedRow get(@PathVariable("id") long id) {
        return found(id);
    }

    private QuarantinedRow found(long id) {
        return store.find(id)
                .orElseThrow(() -> ApiProblem.notFound("quarantined-not-found", "there is no quarantined row " + id));
    }

    /** @param payload in place of what came; null tries again what came */
    record Correction(JsonNode payload) {}

    @PostMapping("/{id}/replay")
    QuarantinedRow replay(@PathVariable("id") long id, @RequestBody(required = false) Correction correction) {
        quarantine.replay(id, correction == null ? null : correction.payload());
        return found(id);
    }

    @PostMapping("/{id}/discard")
    QuarantinedRow discard(@PathVariable("id") long id) {
        quarantine.discard(id);
        return found(id);
    }
}
