/**
 * Turns rows into the numbers that the network takes, by rules fitted on the training rows only.
 * The rules are part of {@code model.json}, so training and serving encode alike.
 * No tables, no events.
 */
package com.aimatrix.model.preprocessing;
