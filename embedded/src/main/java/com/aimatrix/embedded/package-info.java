/**
 * PostgreSQL with pgvector and Kafka as servers that a JVM starts, keeps the data of, and stops again: for the standalone
 * platform and for tests.
 * Owns no tables; each server owns one data folder.
 * No events in, none out.
 */
package com.aimatrix.embedded;
