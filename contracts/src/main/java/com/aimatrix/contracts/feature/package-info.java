/**
 * The feature-service as other services see it: online reads and training sets.
 * The interfaces are spoken over HTTP; no events are defined here, and no tables are owned.
 */
package com.aimatrix.contracts.feature;
