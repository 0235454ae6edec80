/**
 * Events in and out: the outbox that tells of state in the transaction that changes it, the inbox that makes a repeated
 * event do nothing, CloudEvents on Kafka, dead letters with their reason.
 * Tables {@code kit.outbox} and {@code kit.inbox}; sends any event of {@code contracts}.
 */
package com.aimatrix.kit.event;
