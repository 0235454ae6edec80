/**
 * What a new version of a view waits for before it is read: earlier data that are taken in, and transformations that are fitted.
 * Works on {@code feature.backfill} through the ingestion; no tables of its own, no events.
 */
package com.aimatrix.feature.preparation;
