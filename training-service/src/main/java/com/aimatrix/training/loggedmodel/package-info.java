/**
 * Models that clients have logged: each with its own folder of files, its params and what was measured of it, registered or not.
 * Tables {@code training.logged_model}, {@code logged_model_metric}.
 * No events.
 */
package com.aimatrix.training.loggedmodel;
