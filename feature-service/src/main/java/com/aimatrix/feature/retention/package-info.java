/**
 * What nothing can need any more goes: events, tiles and rows beyond the retention of their source and view, what deleted views have
 * left, and, where a setting says so, old training sets, uploads and batches.
 * Tables {@code feature.garbage} and {@code feature.retention_round}; deletes from the tables of the other packages; no events.
 */
package com.aimatrix.feature.retention;
