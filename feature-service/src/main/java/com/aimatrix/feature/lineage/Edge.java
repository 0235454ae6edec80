package com.aimatrix.feature.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * That one thing was made of another, or runs it.
 *
 * @param since when it began to hold; where it held before, when it began the last time
 * @param until when it ended: another version was deployed, a view was deleted; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Edge(String upstream, String downstream, Instant since, Instant until) {}
