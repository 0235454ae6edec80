/**
 * Removes what was deleted a while ago, in the background.
 * Tables of {@code catalog} and {@code policy}, of which only rows are touched that are deleted.
 * No events: whoever listens was told of the deletion.
 */
package com.aimatrix.registry.cleanup;
