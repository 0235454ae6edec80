package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;

/** A training set has another status; published inside the transaction that gives it. */
public record TrainingSetChanged(TrainingSet set) {}
