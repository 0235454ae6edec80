package com.aimatrix.training.run;

import java.time.Instant;

/** One measured value of a run. */
public record MetricPoint(String key, double value, long step, Instant recordedAt) {}
