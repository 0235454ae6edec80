package com.aimatrix.training.execution;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSets;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.queue.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Has the feature-service make a training set and brings it into a folder. */
@Component
class TrainingSetFetch {

    private static final String FEATURE_SERVICE = "the feature-service";
    private static final String CSV = "training-set.csv.gz";
    private static final String DATASET_JSON = "dataset.json";

    private final TrainingSets trainingSets;
    private final TrainingSetDownload download;
    private final Patience patience;
    private final TrainingSettings settings;
    private final JsonMapper json;

    TrainingSetFetch(
            ServiceClients clients,
            TrainingSetDownload download,
            Patience patience,
            TrainingSettings settings,
            JsonMapper json) {
        this.trainingSets =
                clients.create(TrainingSets.class, clients.addresses().featureUrl());
        this.download = download;
        this.patience = patience;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Brings it, unless an earlier attempt did.
     *
     * @throws JobFailed when the feature-service cannot make it
     */
    Dataset fetch(TrainingSetRequest request, Path folder, Lease lease) throws IOException {
        Path done = folder.resolve(DATASET_JSON);
        if (Files.exists(done)) {
            return json.readValue(Files.readAllBytes(done), Dataset.class);
        }
        long startNanos = System.nanoTime();
        TrainingSet set = make(request, lease);
        Files.createDirectories(folder);
        patience.call(FEATURE_SERVICE, lease, () -> download.to(set, folder.resolve(CSV)));
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Dataset dataset = Dataset.of(set, CSV, seconds);
        AtomicFile.write(done, json.writeValueAsBytes(dataset));
        return dataset;
    }

    private TrainingSet make(TrainingSetRequest request, Lease lease) {
        TrainingSet set = patience.call(FEATURE_SERVICE, lease, () -> trainingSets.create(request));
        String id = set.id();
        while (set.status() == TrainingSet.Status.RUNNING) {
            lease.pause(settings.trainingSetPoll());
            set = patience.call(FEATURE_SERVICE, lease, () -> trainingSets.get(id));
        }
        if (set.status() == TrainingSet.Status.FAILED) {
            throw new JobFailed("the training set could not be made: " + set.reason());
        }
        if (set.rows() == null || set.rows() == 0) {
            throw new JobFailed("the training set %s has no rows from %s to %s"
                    .formatted(id, request.spine().from(), request.spine().to()));
        }
        return set;
    }
}
