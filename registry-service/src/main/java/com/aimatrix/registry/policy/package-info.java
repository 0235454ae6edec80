/**
 * The policy gate: what a version must have shown before it is promoted, one class a check.
 * Table {@code registry.policy}.
 * No events.
 */
package com.aimatrix.registry.policy;
