package com.aimatrix.feature.batch;

import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Batches over HTTP: tables and queries as events or rows. */
@RestController
@RequestMapping("/api/v1/features/batches")
class BatchApi {

    private static final int MOST = 1_000;

    private final Batches batches;

    BatchApi(Batches batches) {
        this.batches = batches;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Batch create(@RequestBody BatchRequest request) {
        return batches.create(request);
    }

    /** Newest first. */
    @GetMapping
    List<Batch> list(@RequestParam(name = "limit", defaultValue = "100") int limit) {
        return batches.list(Math.min(Math.max(limit, 1), MOST));
    }

    @GetMapping("/{id}")
    Batch get(@PathVariable("id") String id) {
        return batches.get(id);
    }

    @PostMapping("/{id}/cancel")
    Batch cancel(@PathVariable("id") String id) {
        return batches.cancel(id);
    }

    @PostMapping("/{id}/resume")
    Batch resume(@PathVariable("id") String id) {
        return batches.resume(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("id") String id) throws IOException {
        batches.delete(id);
    }
}
