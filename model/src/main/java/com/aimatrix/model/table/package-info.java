/**
 * Rows as the model takes them: named columns of numbers or text, before any preprocessing.
 * Training reads them from files, serving from requests; both end in the same {@link com.aimatrix.model.table.Table}.
 * No tables of a database, no events.
 */
package com.aimatrix.model.table;
