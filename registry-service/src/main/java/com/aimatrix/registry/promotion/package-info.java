/**
 * Decisions of the policy gate: a version is promoted or refused, with every figure, for ever.
 * Table {@code registry.promotion}.
 * No events of its own; a promotion to Production makes a deployment revision, which has one.
 */
package com.aimatrix.registry.promotion;
