/**
 * Decisions of the policy gate: a version is promoted or refused, with every figure, for ever.
 * Table {@code registry.promotion}.
 * Emits {@code registry.changes}; a promotion to Production also makes a deployment revision, which has an event of its own.
 */
package com.aimatrix.registry.promotion;
