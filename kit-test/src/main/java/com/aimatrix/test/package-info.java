/**
 * What tests of every service need: one PostgreSQL and one Kafka for the whole build, a fresh database and fresh topics
 * for each Spring context, an S3-compatible store, and a clock that can be set.
 * Owns no tables: each test context has a database of its own.
 * No events in, none out; topic names get a prefix for each context.
 */
package com.aimatrix.test;
