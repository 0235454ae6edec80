package com.aimatrix.model.mlp;

/** Hears of each epoch, after its checkpoint is on disk. */
@FunctionalInterface
public interface EpochListener {

    void onEpoch(EpochReport report);
}
