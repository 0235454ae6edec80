package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.kit.problem.ApiProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes orders for training sets and answers how far they are. */
@Service
class TrainingSetJobs {

    private final Catalogs catalogs;
    private final TrainingSetStore store;
    private final TrainingSetMaker maker;
    private final TrainingSetWorker worker;

    TrainingSetJobs(Catalogs catalogs, TrainingSetStore store, TrainingSetMaker maker, TrainingSetWorker worker) {
        this.catalogs = catalogs;
        this.store = store;
        this.maker = maker;
        this.worker = worker;
    }

    /** Durable when it returns; the work itself goes on behind it. */
    @Transactional
    public TrainingSet create(TrainingSetRequest request) {
        TrainingSetMaker.resolve(catalogs.current(), request);
        String id = UUID.randomUUID().toString().replace("-", "");
        store.insert(id, request);
        worker.wakeAfterCommit();
        return get(id);
    }

    public TrainingSet get(String id) {
        return store.find(id)
                .orElseThrow(() -> ApiProblem.notFound("training-set-not-found", "there is no training set " + id));
    }

    public Path content(String id) {
        TrainingSet set = get(id);
        Path file = maker.file(id);
        if (set.status() != TrainingSet.Status.READY || !Files.exists(file)) {
            throw ApiProblem.conflict(
                    "training-set-not-ready", "the training set %s is %s".formatted(id, set.status()));
        }
        return file;
    }
}
