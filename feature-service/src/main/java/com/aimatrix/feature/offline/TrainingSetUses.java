package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.definition.Catalog.Reference;
import java.util.List;

/** Who rests on training sets. */
public interface TrainingSetUses {

    /** A training set was ordered; told in the transaction that keeps the order. */
    void made(String id, TrainingSetRequest request, List<Reference> references);

    /** Deployed model versions that were trained on a training set, named for people. */
    List<String> deployedModels(String id);
}
