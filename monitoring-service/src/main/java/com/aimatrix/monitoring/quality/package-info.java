/**
 * How well a version predicted where the outcome is known, and whether that is worse than at its validation.
 * Reads {@code prediction} and {@code outcome}.
 * No events.
 */
package com.aimatrix.monitoring.quality;
