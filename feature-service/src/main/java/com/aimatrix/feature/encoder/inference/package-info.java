/**
 * What a text encoder computes: a text becomes tokens, a network gives each of them or all together a vector, and those of the
 * tokens are pooled into one. ONNX networks run in ONNX Runtime, TorchScript ones in PyTorch; their natives are loaded with the
 * first encoder that needs them. No tables, no events.
 */
package com.aimatrix.feature.encoder.inference;
