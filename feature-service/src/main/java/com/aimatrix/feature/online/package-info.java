/**
 * Feature values at a time, for a few entities, quickly: rows, windows and what is computed from them, in one round trip to the
 * database. No tables of its own; no events.
 */
package com.aimatrix.feature.online;
