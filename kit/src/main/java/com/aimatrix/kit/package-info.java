/**
 * What every service needs and none owns: start-up, database, events, problems, artifacts, clients.
 * It owns the schema {@code kit} (outbox and inbox); it knows no domain words.
 */
package com.aimatrix.kit;
