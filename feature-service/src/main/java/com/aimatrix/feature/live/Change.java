package com.aimatrix.feature.live;

/**
 * Something that was committed.
 *
 * @param tx the transaction that wrote it
 * @param viewId of a row, or null
 * @param sourceId of an event, or null
 * @param text the entity of a row, or the payload of an event
 * @param atMs event time
 */
record Change(long tx, Integer viewId, Integer sourceId, String text, long atMs) {}
