package com.aimatrix.feature.batch;

import java.io.IOException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Forgets batches that ended long ago; what they brought in stays. */
@Component
public class BatchCleanup {

    private final BatchStore store;
    private final QuerySnapshots snapshots;

    BatchCleanup(BatchStore store, QuerySnapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    /**
     * Deletes those that ended before a time.
     *
     * @return how many
     */
    public long deleteEndedBefore(Instant before) throws IOException {
        long deleted = 0;
        for (String id : store.endedBefore(before)) {
            if (store.delete(id)) {
                snapshots.remove(id);
                deleted++;
            }
        }
        return deleted;
    }
}
