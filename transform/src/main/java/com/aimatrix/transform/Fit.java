package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * The data that parameters are fitted on, stated so that a fit can be repeated: values of times in [from, to).
 *
 * @param from null is no limit
 * @param to null is no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fit(Instant from, Instant to) {}
