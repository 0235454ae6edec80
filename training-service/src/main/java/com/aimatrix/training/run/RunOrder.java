package com.aimatrix.training.run;

import java.util.Map;

/**
 * What a run is made with beside its document.
 *
 * @param retrainingRequestId the request that asked for it, or null
 */
record RunOrder(String model, Map<String, String> params, Map<String, String> tags, String retrainingRequestId) {}
