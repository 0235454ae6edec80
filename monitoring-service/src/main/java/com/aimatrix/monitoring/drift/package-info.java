/**
 * How far the features and scores of a span of time lie from what a version was trained on.
 * Reads {@code prediction} and the reference profiles in {@code watched_version}, in one pass and constant memory.
 * No events.
 */
package com.aimatrix.monitoring.drift;
