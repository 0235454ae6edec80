package com.aimatrix.model.mlp;

import com.aimatrix.model.safetensors.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The outcome of a training.
 *
 * @param weights of the best epoch
 * @param bestEpoch the one with the lowest validation loss, from 1
 * @param epochs all epochs, also those before a resume
 */
public record TrainedMlp(MlpShape shape, Map<String, Tensor> weights, int bestEpoch, List<EpochReport> epochs) {}
