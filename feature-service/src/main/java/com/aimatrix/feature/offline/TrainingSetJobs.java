package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.batch.Uploads;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders for training sets, answers how far they are, cancels and deletes them. */
@Service
class TrainingSetJobs {

    private final Catalogs catalogs;
    private final DataWrites writes;
    private final TrainingSetStore store;
    private final TrainingSetStates states;
    private final TrainingSetMaker maker;
    private final TrainingSetWorker worker;
    private final TrainingSetUses uses;
    private final Uploads uploads;

    TrainingSetJobs(
            Catalogs catalogs,
            DataWrites writes,
            TrainingSetStore store,
            TrainingSetStates states,
            TrainingSetMaker maker,
            TrainingSetWorker worker,
            TrainingSetUses uses,
            Uploads uploads) {
        this.catalogs = catalogs;
        this.writes = writes;
        this.store = store;
        this.states = states;
        this.maker = maker;
        this.worker = worker;
        this.uses = uses;
        this.uploads = uploads;
    }

    /** Durable when it returns; the work itself goes on behind it. */
    @Transactional
    public TrainingSet create(TrainingSetRequest request) {
        Catalog catalog = catalogs.current();
        List<Reference> references = TrainingSetChecks.check(catalog, request);
        if (request.spine().upload() != null) {
            uploads.hold("spine.upload", request.spine().upload());
        }
        Instant cut = cut(request);
        String id = UUID.randomUUID().toString().replace("-", "");
        List<Integer> views = TrainingSetPlan.views(references).stream()
                .map(RegisteredView::id)
                .toList();
        store.insert(id, request, cut, TrainingSetPlan.versions(references), views);
        uses.made(id, request, references);
        TrainingSet set = get(id);
        states.ordered(set);
        worker.wakeAfterCommit();
        return set;
    }

    /** Between writes: nothing that is under way can still arrive before it. */
    private Instant cut(TrainingSetRequest request) {
        Instant now = writes.cut();
        if (request.dataCut() != null && request.dataCut().isAfter(now)) {
            throw ApiProblem.badField(
                    "dataCut", "expected a time that has passed; it is %s, got %s".formatted(now, request.dataCut()));
        }
        return request.dataCut() == null ? now : request.dataCut();
    }

    public TrainingSet get(String id) {
        return store.find(id)
                .orElseThrow(() -> ApiProblem.notFound("training-set-not-found", "there is no training set " + id));
    }

    List<TrainingSet> list(int limit) {
        return store.list(limit);
    }

    /** Stops the making; what is made so far stays for a resumption. */
    @Transactional
    public TrainingSet cancel(String id) {
        TrainingSet set = get(id);
        if (set.status() != TrainingSet.Status.CANCELLED && !states.cancel(id)) {
            throw ApiProblem.conflict(
                    "training-set-not-running", "the training set %s is %s".formatted(id, get(id).status()));
        }
        return get(id);
    }

    /** Goes on with one that was cancelled or failed, behind what is made. */
    @Transactional
    public TrainingSet resume(String id) {
        TrainingSet set = get(id);
        if (!states.resume(id)) {
            throw ApiProblem.conflict(
                    "training-set-not-stopped", "the training set %s is %s".formatted(id, set.status()));
        }
        worker.wakeAfterCommit();
        return get(id);
    }

    /** @throws ApiProblem 409 while it is being made or a deployed model rests on it */
    public void delete(String id) throws IOException {
        TrainingSet set = get(id);
        if (set.status() == TrainingSet.Status.RUNNING) {
            throw ApiProblem.conflict(
                    "training-set-running", "the training set %s is being made; cancel it first".formatted(id));
        }
        List<String> users = uses.deployedModels(id);
        if (!users.isEmpty()) {
            throw ApiProblem.conflict(
                    "training-set-in-use",
                    "the training set %s cannot go: %s rest on it".formatted(id, String.join(", ", users)));
        }
        store.delete(id);
        maker.remove(set);
    }

    public Path content(String id) throws IOException {
        TrainingSet set = get(id);
        Path file = maker.file(id, set.request());
        if (set.status() != TrainingSet.Status.READY || !Files.exists(file)) {
            throw ApiProblem.conflict(
                    "training-set-not-ready", "the training set %s is %s".formatted(id, set.status()));
        }
        return file;
    }
}
