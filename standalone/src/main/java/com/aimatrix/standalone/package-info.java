/**
 * The command line of the standalone platform: {@code ./aimatrix up}, {@code status}, {@code logs}, {@code down}.
 * No tables of its own.
 * No events of its own.
 */
package com.aimatrix.standalone;
