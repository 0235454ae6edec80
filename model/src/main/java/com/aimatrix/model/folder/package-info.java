/**
 * The model folder: what training writes and serving reads.
 * {@code model.json} says what the model is, {@code model.safetensors} holds its weights, {@code reference_profile.json}
 * the distributions it was trained on.
 * No tables, no events.
 */
package com.aimatrix.model.folder;
