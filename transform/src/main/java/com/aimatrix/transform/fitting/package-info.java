/**
 * Finds the parameters of transformations that learn from data: scales, edges of bins, vectors of categories.
 * A {@link com.aimatrix.transform.fitting.Fitter} is given rows one by one and gives a
 * {@link com.aimatrix.transform.fitting.Fitted}, which is stored and later applied.
 * No tables, no events.
 */
package com.aimatrix.transform.fitting;
