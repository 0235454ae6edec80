/**
 * What the training-service tells others: how its runs go.
 * One event ({@code training.runs}); no tables.
 */
package com.aimatrix.contracts.training;
