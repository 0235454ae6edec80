/**
 * The network: numbers and embeddings through linear layers to one logit, its training and its two ways forward.
 * Training and its validation run on PyTorch through DJL; serving runs the same weights in plain Java, which was measured
 * to be faster at these sizes and keeps libtorch out of the serving process.
 * No tables, no events.
 */
package com.aimatrix.model.mlp;
