/**
 * The prediction log: nothing that was answered is lost.
 * No tables of its own; {@code kit.outbox} stands in while Kafka does not answer.
 * Emits {@code serving.predictions}.
 */
package com.aimatrix.serving.log;
