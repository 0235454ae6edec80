/**
 * Feature values at a time, for a few entities, quickly; and the writing of stored values.
 * Table {@code feature.value}; no events.
 */
package com.aimatrix.feature.online;
