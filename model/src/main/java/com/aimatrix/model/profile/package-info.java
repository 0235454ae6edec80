/**
 * Distributions of features and scores, kept with a model so that drift can be told later.
 * Bins are deciles of the training rows by linear interpolation, as numpy computes quantiles.
 * No tables, no events.
 */
package com.aimatrix.model.profile;
