package com.aimatrix.contracts.feature;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Reads feature values as they are, or were, at a time. */
@HttpExchange("/api/v1/features")
public interface OnlineFeatures {

    /**
     * The asked features for each row, in the order asked for.
     *
     * @param request at most 1,000 rows and 500 features
     */
    @PostExchange("/online")
    OnlineResponse read(@RequestBody OnlineRequest request);
}
