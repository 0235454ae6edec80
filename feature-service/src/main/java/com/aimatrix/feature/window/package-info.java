/**
 * Windows: mergeable tiles by event time, and aggregates that are exact to the millisecond at any time asked for.
 * Table {@code feature.tile}; no events.
 */
package com.aimatrix.feature.window;
