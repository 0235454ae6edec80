package com.aimatrix.feature.encoder;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import com.aimatrix.feature.encoder.inference.LoadedEncoder;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.transform.function.TextEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A registered encoder that is loaded when it is first used. */
final class OnDemandEncoder implements TextEncoder {

    private static final Logger log = LoggerFactory.getLogger(OnDemandEncoder.class);

    private final Encoder encoder;
    private final ArtifactStore artifacts;
    private final LoadedEncoder.Gate turns;
    private final EncoderMeters meters;

    /** Held together by those who use what is loaded, alone by who changes it. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private LoadedEncoder loaded;

    OnDemandEncoder(Encoder encoder, ArtifactStore artifacts, LoadedEncoder.Gate turns, EncoderMeters meters) {
        this.encoder = encoder;
        this.artifacts = artifacts;
        this.turns = turns;
        this.meters = meters;
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    /** A text that the network refuses has no vector: it must not keep the others from theirs, now or at the next try. */
    @Override
    public float[][] encode(List<String> texts) {
        lockLoaded();
        try {
            return meters.time(encoder.name(), texts.size(), () -> vectors(texts));
        } finally {
            lock.readLock().unlock();
        }
    }

    private float[][] vectors(List<String> texts) {
        try {
            float[][] vectors = loaded.vectors(texts, turns);
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = isFinite(vectors[i]) ? vectors[i] : null;
            }
            return vectors;
        } catch (InvalidEncoder e) {
            if (texts.size() > 1) {
                float[][] vectors = new float[texts.size()][];
                for (int i = 0; i < vectors.length; i++) {
                    vectors[i] = vectors(List.of(texts.get(i)))[0];
                }
                return vectors;
            }
            log.warn("The encoder {} has no vector for a text: {}", encoder.name(), e.getMessage());
            meters.refused(encoder.name());
            return new float[1][];
        }
    }

    private static boolean isFinite(float[] vector) {
        for (int i = 0; vector != null && i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                return false;
            }
        }
        return vector != null;
    }

    /** Takes the read lock with the encoder loaded. */
    private void lockLoaded() {
        lock.readLock().lock();
        while (loaded == null) {
            lock.readLock().unlock();
            lock.writeLock().lock();
            try {
                if (loaded == null) {
                    loaded = load();
                }
                lock.readLock().lock();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    private LoadedEncoder load() {
        try {
            Path folder = artifacts.local(artifacts.uri(Encoder.path(encoder.id())));
            for (ArtifactFile file : encoder.files()) {
                Path path = folder.resolve(file.path());
                if (!Files.exists(path) || !Sha256.hex(path).equals(file.sha256())) {
                    throw new IllegalStateException("%s of the encoder %s is not the file that was registered"
                            .formatted(file.path(), encoder.name()));
                }
            }
            return LoadedEncoder.load(EncoderFolder.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidEncoder e) {
            throw new IllegalStateException("the encoder %s cannot be loaded".formatted(encoder.name()), e);
        }
    }

    /** Gives its memory back when nobody uses it any more; it can still be used, and is loaded again then. */
    void unload() {
        lock.writeLock().lock();
        try {
            if (loaded != null) {
                loaded.close();
                loaded = null;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
