package com.aimatrix.registry.trial;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.scoring.BinaryClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** One version, loaded at most once however many checks try it. For one thread. */
public class Trial {

    private static final int EXAMPLES = 256;

    private final ModelVersion version;
    private final ArtifactStore artifacts;
    private final ReentrantLock measuring;
    private BinaryClassifier loaded;
    private double loadMs;

    Trial(ModelVersion version, ArtifactStore artifacts, ReentrantLock measuring) {
        this.version = version;
        this.artifacts = artifacts;
        this.measuring = measuring;
    }

    /** The version, as the serving-service would load it. */
    public BinaryClassifier model() throws TrialFailed {
        if (loaded == null) {
            long start = System.nanoTime();
            loaded = load();
            loadMs = (System.nanoTime() - start) / 1e6;
        }
        return loaded;
    }

    /** How long the loading took, from the artifact store on. */
    public double loadMs() {
        return loadMs;
    }

    /** Rows as the version was trained on, drawn from its reference profile, the same ones each time. */
    public List<Object[]> examples() throws TrialFailed {
        return new ExampleRows(model().inputs(), version.referenceProfile()).draw(EXAMPLES, version.version());
    }

    /** Predicts one call after another, after calls that only warm up. */
    public Measurement latency(int rows, int calls) throws TrialFailed {
        return measured(1, rows, LoadTest.calls(calls));
    }

    /** Predicts from several clients at once. */
    public Measurement load(int clients, int rows, double seconds) throws TrialFailed {
        return measured(clients, rows, LoadTest.seconds(seconds));
    }

    private Measurement measured(int clients, int rows, LoadTest.Extent extent) throws TrialFailed {
        var test = new LoadTest(model(), examples(), clients, rows, extent);
        measuring.lock();
        try {
            return test.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialFailed("The measurement was interrupted", e);
        } finally {
            measuring.unlock();
        }
    }

    private BinaryClassifier load() throws TrialFailed {
        if (!version.servable()) {
            throw new TrialFailed("The platform cannot load it");
        }
        try {
            Path folder = artifacts.local(version.artifactUri());
            if (!Files.isDirectory(folder)) {
                throw new TrialFailed("There is no folder %s".formatted(version.artifactUri()));
            }
            BinaryClassifier classifier = BinaryClassifier.load(folder);
            List<String> reads = classifier.file().inputNames();
            if (!reads.equals(version.features())) {
                throw new TrialFailed("It reads %s, but was registered with %s".formatted(reads, version.features()));
            }
            return classifier;
        } catch (IOException | RuntimeException e) {
            // Files from outside can break a reader in more ways than it names.
            throw new TrialFailed("%s is no model: %s".formatted(version.artifactUri(), e.getMessage()), e);
        }
    }
}
