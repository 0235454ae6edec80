/**
 * Webhooks as MLflow has them: addresses outside that are told of changes, signed, from a queue that outlives the process.
 * Tables {@code registry.webhook} and {@code registry.webhook_delivery}.
 * No events; what is delivered is put into the queue by {@code catalog} with the change that it tells of.
 */
package com.aimatrix.registry.webhook;
