package com.aimatrix.feature.batch;

import com.aimatrix.feature.batch.BatchProgress.Claimed;
import com.aimatrix.feature.batch.QuerySnapshots.Snapshot;
import com.aimatrix.feature.definition.Catalogs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Works a batch off: reads its table from where it was left, and hands the rows over to be written. */
@Component
class BatchWork {

    private final Catalogs catalogs;
    private final Uploads uploads;
    private final QuerySnapshots snapshots;
    private final BatchTargets targets;
    private final BatchProgress progress;

    BatchWork(
            Catalogs catalogs,
            Uploads uploads,
            QuerySnapshots snapshots,
            BatchTargets targets,
            BatchProgress progress) {
        this.catalogs = catalogs;
        this.uploads = uploads;
        this.snapshots = snapshots;
        this.targets = targets;
        this.progress = progress;
    }

    /**
     * Returns when everything is in.
     *
     * @param lease is renewed while a query is read
     * @throws BatchLane.Stopped when the batch was cancelled or goes on elsewhere
     */
    void run(Claimed batch, Duration lease) throws IOException, InterruptedException {
        if (batch.request().from().upload() != null) {
            Upload upload = uploads.get(batch.request().from().upload());
            run(batch, uploads.table(upload), (columns, from) -> uploads.open(upload, columns, from));
            progress.done(batch.id());
        } else {
            Snapshot snapshot = batch.snapshot() == null ? readQuery(batch, lease) : batch.snapshot();
            var table = new BatchTable(batch.id(), snapshot.columns(), false);
            run(batch, table, (columns, from) -> snapshots.read(snapshot, columns, from));
            if (progress.done(batch.id())) {
                snapshots.remove(batch.id());
            }
        }
    }

    private Snapshot readQuery(Claimed batch, Duration lease) throws IOException {
        BatchRequest.From from = batch.request().from();
        Snapshot snapshot = snapshots.make(batch.id(), from.database(), SelectQuery.of(from), () -> {
            if (!progress.renew(batch.id(), lease)) {
                throw new BatchLane.Stopped();
            }
        });
        if (!progress.keep(batch.id(), snapshot)) {
            throw new BatchLane.Stopped();
        }
        return snapshot;
    }

    /** Opens the table at a row. */
    private interface Opening {
        TableReader open(List<String> columns, long from);
    }

    private void run(Claimed batch, BatchTable table, Opening opening) throws InterruptedException {
        BatchTarget target = targets.of(batch.request(), table, catalogs.current());
        try (var lanes = new BatchLanes(batch.id(), progress.lanes(batch.id()), target, progress);
                TableReader rows = opening.open(target.columns(), lanes.next())) {
            for (JsonNode[] row = rows.next(); row != null; row = rows.next()) {
                lanes.add(row);
            }
            lanes.finish();
        }
    }
}
