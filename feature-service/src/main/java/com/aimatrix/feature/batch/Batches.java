package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes orders for batches, answers how far they are, cancels and resumes them. */
@Service
class Batches {

    private final Catalogs catalogs;
    private final Uploads uploads;
    private final Databases databases;
    private final BatchTargets targets;
    private final BatchStore store;
    private final QuerySnapshots snapshots;
    private final BatchWorker worker;
    private final TransactionTemplate transaction;

    Batches(
            Catalogs catalogs,
            Uploads uploads,
            Databases databases,
            BatchTargets targets,
            BatchStore store,
            QuerySnapshots snapshots,
            BatchWorker worker,
            TransactionTemplate transaction) {
        this.catalogs = catalogs;
        this.uploads = uploads;
        this.databases = databases;
        this.targets = targets;
        this.store = store;
        this.snapshots = snapshots;
        this.worker = worker;
        this.transaction = transaction;
    }

    /**
     * Durable when it returns; the work itself goes on behind it.
     *
     * @throws ApiProblem 400 that names the part of the request that means nothing
     */
    Batch create(BatchRequest request) {
        check(request);
        String id = UUID.randomUUID().toString().replace("-", "");
        return request.from().upload() == null ? ofQuery(id, request) : ofUpload(id, request);
    }

    private static void check(BatchRequest request) {
        BatchName.check(request.name());
        BatchRequest.From from = request.from();
        BatchRequest.Into into = request.into();
        if (from == null || (from.upload() == null) == (from.database() == null)) {
            throw ApiProblem.badField("from", "expected either an upload or a database with a query");
        }
        if (from.upload() != null && (from.query() != null || from.from() != null || from.to() != null)) {
            throw ApiProblem.badField("from", "expected query, from and to with a database alone");
        }
        Times.check("from.from", from.from());
        Times.check("from.to", from.to());
        if (into == null || (into.events() == null) == (into.view() == null)) {
            throw ApiProblem.badField("into", "expected either events or a view");
        }
        if (into.view() != null && into.id() != null) {
            throw ApiProblem.badField("into.id", "expected it with events alone");
        }
        if (into.events() != null && into.to() != null) {
            throw ApiProblem.badField("into.to", "expected it with a view alone");
        }
    }

    private Batch ofUpload(String id, BatchRequest request) {
        return transaction.execute(status -> {
            Upload upload = uploads.held("from.upload", request.from().upload());
            var table = uploads.table(upload);
            return insert(id, request, table, upload.rows());
        });
    }

    private Batch ofQuery(String id, BatchRequest request) {
        SelectQuery query = SelectQuery.of(request.from());
        var table = new BatchTable(id, databases.describe(request.from().database(), query), false);
        return transaction.execute(status -> insert(id, request, table, null));
    }

    private Batch insert(String id, BatchRequest request, BatchTable table, Long rows) {
        BatchTarget target = targets.of(request, table, catalogs.current());
        store.insert(id, request, rows, target.lanes());
        worker.wakeAfterCommit();
        return get(id);
    }

    /** @throws ApiProblem 404 when there is none */
    Batch get(String id) {
        return store.find(id).orElseThrow(() -> ApiProblem.notFound("batch-not-found", "there is no batch " + id));
    }

    List<Batch> list(int limit) {
        return store.list(limit);
    }

    /** Stops it: what is in stays in. */
    @Transactional
    public Batch cancel(String id) {
        Batch batch = get(id);
        if (batch.status() != Batch.Status.CANCELLED && !store.cancel(id)) {
            throw ApiProblem.conflict("batch-not-running", "the batch %s is %s".formatted(id, get(id).status()));
        }
        return get(id);
    }

    /** Goes on with one that was cancelled or failed, behind what is in. */
    @Transactional
    public Batch resume(String id) {
        Batch batch = get(id);
        if (batch.request().from().upload() != null) {
            uploads.hold("from.upload", batch.request().from().upload());
        }
        if (!store.resume(id)) {
            throw ApiProblem.conflict("batch-not-stopped", "the batch %s is %s".formatted(id, batch.status()));
        }
        worker.wakeAfterCommit();
        return get(id);
    }

    /** Forgets one; what is in stays in. */
    void delete(String id) throws IOException {
        get(id);
        if (!store.delete(id)) {
            throw ApiProblem.conflict("batch-running", "the batch %s is running; cancel it first".formatted(id));
        }
        snapshots.remove(id);
    }
}
