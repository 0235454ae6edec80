/**
 * What values must be like: rules of features, what happens to rows that break them, and the rows that wait for a correction.
 * Table {@code feature.quarantine}; no events.
 */
package com.aimatrix.feature.validation;
