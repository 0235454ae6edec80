package com.aimatrix.feature.feast;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}, and what Feast answers to another method on its paths. */
@RestController
class FeastPathsApi {

    private final JdbcClient jdbc;

    FeastPathsApi(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 200 when features can be read, else 503. Feast's clients read no body; MLflow's, at the same address, look for this one. */
    @GetMapping("/health")
    ResponseEntity<String> health() {
        try {
            jdbc.sql("select revision from feature.definition_revision")
                    .query(Long.class)
                    .single();
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("OK");
        } catch (DataAccessException e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
    }

    @Hidden
    @RequestMapping({
        "/get-online-features",
        "/write-to-online-store",
        "/push",
        "/materialize",
        "/materialize-incremental",
        "/search",
        "/retrieve-online-documents",
        "/health"
    })
    void otherMethod() {
        throw FeastProblem.plain(HttpStatus.METHOD_NOT_ALLOWED, "Method Not Allowed");
    }
}
