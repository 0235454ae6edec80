package com.aimatrix.model.preprocessing;

/**
 * Rows as the network takes them, row-major.
 *
 * @param numeric {@code rows x numericWidth}
 * @param indices {@code rows x categoricals}, each from 0 to below the cardinality of its input
 */
public record EncodedRows(int rows, int numericWidth, int categoricals, float[] numeric, int[] indices) {}
