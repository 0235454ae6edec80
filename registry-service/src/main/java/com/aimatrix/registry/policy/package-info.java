/**
 * The policy gate: what a version must have shown before it is promoted, one class a check.
 * Table {@code registry.policy}.
 * Emits {@code registry.changes}, when a policy is set.
 */
package com.aimatrix.registry.policy;
