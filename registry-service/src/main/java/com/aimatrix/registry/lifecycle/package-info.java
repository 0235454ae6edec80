/**
 * Renaming and deleting models and versions, which what is deployed can forbid.
 * Tables of {@code catalog}, read with those of {@code deployment}.
 * No events of its own.
 */
package com.aimatrix.registry.lifecycle;
