/**
 * The model: its folder, its preprocessing, its network, its training and its scoring.
 * Training writes a {@link com.aimatrix.model.folder.ModelFolder}, serving reads it with a
 * {@link com.aimatrix.model.scoring.BinaryClassifier}.
 * No tables, no events.
 */
package com.aimatrix.model;
