/**
 * Training sets: for each row only what was known at its time.
 * Table {@code feature.training_set}; no events.
 */
package com.aimatrix.feature.offline;
