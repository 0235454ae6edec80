package com.aimatrix.serving.predict;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/predict/{model}")
class PredictionApi {

    private final Predictions predictions;

    PredictionApi(Predictions predictions) {
        this.predictions = predictions;
    }

    /** By the live version. */
    @PostMapping
    PredictionAnswer predict(@PathVariable String model, @RequestBody PredictionRequest request) {
        return predictions.predict(model, request);
    }

    /** By a version that is live or a shadow. */
    @PostMapping("/versions/{version}")
    PredictionAnswer predict(
            @PathVariable String model, @PathVariable int version, @RequestBody PredictionRequest request) {
        return predictions.predict(model, version, request);
    }
}
