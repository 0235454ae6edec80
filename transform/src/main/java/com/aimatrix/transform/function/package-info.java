/**
 * Computes transformations: {@link com.aimatrix.transform.function.Transformers} makes a
 * {@link com.aimatrix.transform.function.Transformer} out of a definition and, where it needs them, fitted parameters
 * or a text encoder. No tables, no events.
 */
package com.aimatrix.transform.function;
