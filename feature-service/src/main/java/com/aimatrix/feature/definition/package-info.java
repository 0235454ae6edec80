/**
 * Entities, event sources and feature views: what they are, how they are registered and read.
 * Tables {@code feature.entity}, {@code source}, {@code view}, {@code series}; no events.
 */
package com.aimatrix.feature.definition;
