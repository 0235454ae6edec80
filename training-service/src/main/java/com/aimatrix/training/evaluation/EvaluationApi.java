package com.aimatrix.training.evaluation;

import com.aimatrix.training.document.DocumentReader;
import com.aimatrix.training.document.EvaluationDocument;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Evaluations over HTTP. */
@RestController
@RequestMapping("/api/v1/training/evaluations")
class EvaluationApi {

    private final Evaluations evaluations;

    EvaluationApi(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    /** Orders an evaluation; a document with mistakes gets one 400 that names them all. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = EvaluationDocument.class)))
    Evaluation order(@RequestBody JsonNode document) {
        return evaluations.order(DocumentReader.evaluation(document));
    }

    @GetMapping("/{id}")
    Evaluation get(@PathVariable String id) {
        return evaluations.get(id);
    }
}
