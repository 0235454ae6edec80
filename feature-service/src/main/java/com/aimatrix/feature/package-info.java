/**
 * The feature-service: events become features, features become training sets.
 * It owns the schema {@code feature}; takes {@code feature.events}.
 */
package com.aimatrix.feature;
