package com.aimatrix.feature.offline;

import com.aimatrix.feature.batch.UploadUses;
import java.util.List;
import org.springframework.stereotype.Component;

/** Training sets that are being made read their uploads. */
@Component
class UploadsOfTrainingSets implements UploadUses {

    private final TrainingSetStore store;

    UploadsOfTrainingSets(TrainingSetStore store) {
        this.store = store;
    }

    @Override
    public List<String> readers(String uploadId) {
        return store.runningOn(uploadId).stream()
                .map(id -> "training set " + id)
                .toList();
    }
}
