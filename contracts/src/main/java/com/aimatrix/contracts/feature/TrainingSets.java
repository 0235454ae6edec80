package com.aimatrix.contracts.feature;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Point-in-time correct training sets, made asynchronously. */
@HttpExchange("/api/v1/features/training-sets")
public interface TrainingSets {

    /** Starts the making of a training set; answers 202 with its id. */
    @PostExchange
    TrainingSet create(@RequestBody TrainingSetRequest request);

    /** The state of a training set. */
    @GetExchange("/{id}")
    TrainingSet get(@PathVariable("id") String id);

    /** The rows of a training set that is ready: gzip-compressed CSV with a header, an empty field is null. */
    @GetExchange("/{id}/content")
    ResponseEntity<org.springframework.core.io.Resource> content(@PathVariable("id") String id);
}
