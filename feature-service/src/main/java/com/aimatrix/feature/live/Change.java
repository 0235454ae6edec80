package com.aimatrix.feature.live;

import tools.jackson.databind.JsonNode;

/**
 * Something that was committed.
 *
 * @param tx the transaction that wrote it
 * @param viewId of a row, or null
 * @param sourceId of an event, or null
 * @param entity of a row, or null
 * @param payload of an event, or null; every client of this instance reads the same one
 * @param atMs event time
 */
record Change(long tx, Integer viewId, Integer sourceId, String entity, JsonNode payload, long atMs) {}
