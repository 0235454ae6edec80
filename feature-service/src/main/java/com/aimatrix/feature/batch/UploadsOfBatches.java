package com.aimatrix.feature.batch;

import java.util.List;
import org.springframework.stereotype.Component;

/** Batches that are running read their uploads. */
@Component
class UploadsOfBatches implements UploadUses {

    private final BatchStore store;

    UploadsOfBatches(BatchStore store) {
        this.store = store;
    }

    @Override
    public List<String> readers(String uploadId) {
        return store.runningOn(uploadId).stream().map(id -> "batch " + id).toList();
    }
}
