/**
 * SQL expressions over the values of one row: parsed once, evaluated often.
 * They mean what they mean in PostgreSQL; {@link com.aimatrix.transform.expression.SqlExpression} says where they
 * differ. No tables, no events.
 */
package com.aimatrix.transform.expression;
