/**
 * What the serving-service tells others: the predictions that it answered.
 * One event ({@code serving.predictions}); no tables.
 */
package com.aimatrix.contracts.serving;
