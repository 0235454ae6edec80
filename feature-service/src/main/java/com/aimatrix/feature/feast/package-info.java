/**
 * The paths of Feast's feature server over the same use cases, so that Feast's SDK with a {@code remote} online store works
 * unchanged: shapes, statuses and errors are Feast's.
 * No tables, no events.
 */
package com.aimatrix.feature.feast;
