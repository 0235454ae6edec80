package com.aimatrix.feature.vector;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Search for the nearest vectors over HTTP. */
@RestController
@RequestMapping("/api/v1/features")
class VectorApi {

    private final VectorSearch search;

    VectorApi(VectorSearch search) {
        this.search = search;
    }

    /** The nearest neighbours, nearest first, with further features of theirs. */
    @PostMapping(path = "/search", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SearchResponse.class)))
    ResponseEntity<byte[]> search(@RequestBody VectorQuery query) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(SearchResponse.write(search.search(query)));
    }
}
