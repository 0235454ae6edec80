/**
 * When a window is judged, what counts as drift and loss, and when retraining is asked for: defaults and what a model
 * sets otherwise.
 * Column {@code settings} of table {@code watched_model}.
 * No events.
 */
package com.aimatrix.monitoring.settings;
