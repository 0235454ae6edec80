package com.aimatrix.contracts.registry;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Registers, reads and promotes versions of models. */
@HttpExchange("/api/v1/registry/models/{model}")
public interface ModelVersions {

    /** Registers a version; the model is made when it is new. The same run registered twice answers its version. */
    @PostExchange("/versions")
    ModelVersion register(@PathVariable("model") String model, @RequestBody RegisterVersion request);

    /** One version. */
    @GetExchange("/versions/{version}")
    ModelVersion get(@PathVariable("model") String model, @PathVariable("version") int version);

    /** Asks the policy gate; a refusal is an answer with the reasons, not an error. */
    @PostExchange("/versions/{version}/promotions")
    Promotion promote(
            @PathVariable("model") String model,
            @PathVariable("version") int version,
            @RequestBody PromotionRequest request);

    /** What should be serving now; 404 when nothing was ever deployed. */
    @GetExchange("/deployment")
    Deployment deployment(@PathVariable("model") String model);
}
