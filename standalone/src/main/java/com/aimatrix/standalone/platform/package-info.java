/**
 * All services of the platform in one JVM, with an embedded PostgreSQL and an embedded Kafka, on the data in one folder.
 * No tables of its own; the services' tables lie in the embedded PostgreSQL unless another database is named.
 * No events of its own.
 */
package com.aimatrix.standalone.platform;
