/**
 * What waits for a worker: claimed by one at a time, held by a lease with a heartbeat, taken over when its holder died.
 * Table {@code training.job}.
 * No events.
 */
package com.aimatrix.training.queue;
