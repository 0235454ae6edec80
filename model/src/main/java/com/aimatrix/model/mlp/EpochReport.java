package com.aimatrix.model.mlp;

/**
 * What an epoch came to.
 *
 * @param epoch from 1
 * @param trainLoss mean log loss over the epoch's steps, with dropout
 * @param validationLoss log loss on the validation rows after the epoch
 * @param validationAuc area under the ROC curve there, null when they have one label only
 * @param learningRate of the last step
 * @param samplesPerSecond training rows a second
 */
public record EpochReport(
        int epoch,
        double trainLoss,
        double validationLoss,
        Double validationAuc,
        double learningRate,
        double samplesPerSecond) {}
