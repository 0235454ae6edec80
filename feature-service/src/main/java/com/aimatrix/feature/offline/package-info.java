/**
 * Training sets: for each row only what was known at its time.
 * Tables {@code feature.training_set}, {@code training_set_view}; no events of its own, its changes are told by the lineage.
 */
package com.aimatrix.feature.offline;
