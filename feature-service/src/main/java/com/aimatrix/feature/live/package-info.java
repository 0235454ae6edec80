/**
 * Updates of features as server-sent events. They are read off the rows and events as these were committed, in the order of their
 * transactions, so any instance can tell them, and a client goes on behind the last one that it has seen.
 * Reads {@code feature.history} and {@code feature.event}; no tables of its own, no events.
 */
package com.aimatrix.feature.live;
