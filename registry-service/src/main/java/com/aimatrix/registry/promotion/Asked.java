package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.registry.policy.Policy;
import java.time.Instant;

/** All that a decision depends on; it is only taken while this is still so. */
record Asked(ModelVersion version, ModelVersion live, Policy policy, Instant inStageSince, Instant shadowSince) {}
