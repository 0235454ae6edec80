package com.aimatrix.training.archive;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.training.artifact.RunFiles;
import com.aimatrix.training.tracking.MetricPoint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A zip that has come in and lies on the disk. It is read from its beginning, entry by entry: the directory at its end, which may
 * say something else, is not looked at.
 */
final class Archive {

    private static final long MOST_JSON_BYTES = 64L << 20;

    /** Longer than any path that the artifact store takes. */
    private static final int LONGEST_NAME = 1_000;

    private final Path file;
    private final ArchiveSettings settings;
    private final JsonMapper json;
    private final Map<String, ArtifactFile> found = new LinkedHashMap<>();
    private ArchivedRun run;
    private Manifest manifest;
    private long unpacked;

    Archive(Path file, ArchiveSettings settings, JsonMapper json) {
        this.file = file;
        this.settings = settings;
        this.json = json;
    }

    private interface EntryTaker {
        void take(String name, InputStream content) throws IOException;
    }

    /** Takes a file of the run. */
    interface FileTaker {

        /** @param expected its size and hash, as the manifest has them; its path is that within the run */
        void take(ArtifactFile expected, InputStream content) throws IOException;
    }

    /**
     * Reads all of it and compares it with its manifest.
     *
     * @throws BadArchive when anything is not as it should be
     */
    void verify() throws IOException {
        each(this::look);
        if (run == null) {
            throw new BadArchive(Entries.RUN, "expected this entry, there is none");
        }
        if (manifest == null) {
            throw new BadArchive(Entries.MANIFEST, "expected this entry, there is none");
        }
        ArchivedRunCheck.require(run);
        compare();
    }

    private void look(String name, InputStream in) throws IOException {
        if (found.size() >= settings.maxEntries()) {
            throw new BadArchive(name, "expected at most %d entries".formatted(settings.maxEntries()));
        }
        long left = settings.maxSize().toBytes() - unpacked;
        boolean document = name.equals(Entries.RUN) || name.equals(Entries.MANIFEST);
        var content = new EntryContent(name, in, document ? Math.min(left, MOST_JSON_BYTES) : left);
        switch (name) {
            case Entries.RUN -> run = read(name, content, ArchivedRun.class);
            case Entries.MANIFEST -> manifest = read(name, content, Manifest.class);
            case Entries.METRICS -> points(content, point -> {});
            default -> requireFile(name);
        }
        content.drain();
        unpacked += content.size();
        if (found.put(name, new ArtifactFile(name, content.size(), content.sha256())) != null) {
            throw new BadArchive(name, "expected each entry once, it is there twice");
        }
    }

    private static void requireFile(String name) throws BadArchive {
        if (!name.startsWith(Entries.ARTIFACTS) || !RunFiles.isPlain(name.substring(Entries.ARTIFACTS.length()))) {
            throw new BadArchive(
                    name,
                    "expected %s, %s, %s or a plain path below %s"
                            .formatted(Entries.RUN, Entries.METRICS, Entries.MANIFEST, Entries.ARTIFACTS));
        }
    }

    private void compare() throws BadArchive {
        var left = new HashMap<>(found);
        left.remove(Entries.MANIFEST);
        for (ArtifactFile each : manifest.files()) {
            ArtifactFile there = left.remove(each.path());
            if (there == null) {
                throw new BadArchive(String.valueOf(each.path()), "expected this entry once, as the manifest lists it");
            }
            if (there.size() != each.size() || !there.sha256().equalsIgnoreCase(each.sha256())) {
                throw new BadArchive(
                        each.path(),
                        "expected %d bytes with the SHA-256 %s, got %d with %s"
                                .formatted(each.size(), each.sha256(), there.size(), there.sha256()));
            }
        }
        if (!left.isEmpty()) {
            throw new BadArchive(
                    left.keySet().iterator().next(),
                    "expected what the manifest lists, and it does not list this entry");
        }
    }

    /** To be asked when it is verified. */
    ArchivedRun run() {
        return run;
    }

    /** Metric points, one by one. */
    void points(Consumer<MetricPoint> taker) throws IOException {
        each((name, in) -> {
            if (name.equals(Entries.METRICS)) {
                points(in, taker);
            }
        });
    }

    /** The run's files, one by one. */
    void files(FileTaker taker) throws IOException {
        each((name, in) -> {
            if (name.startsWith(Entries.ARTIFACTS)) {
                ArtifactFile known = found.get(name);
                String path = name.substring(Entries.ARTIFACTS.length());
                taker.take(new ArtifactFile(path, known.size(), known.sha256()), in);
            }
        });
    }

    private void each(EntryTaker taker) throws IOException {
        try (var zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.length() > LONGEST_NAME) {
                    throw new BadArchive(name.substring(0, LONGEST_NAME), "expected a shorter name");
                }
                if (!entry.isDirectory()) {
                    taker.take(name, zip);
                } else if (!RunFiles.isPlain(name.substring(0, name.length() - 1))) {
                    throw new BadArchive(name, "expected a plain path");
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BadArchive("body", "expected a whole zip: %s".formatted(e.getMessage()));
        }
    }

    private <T> T read(String name, InputStream content, Class<T> type) throws IOException {
        try {
            T read = json.readValue(content.readAllBytes(), type);
            if (read == null) {
                throw new BadArchive(name, "expected an object, got null");
            }
            return read;
        } catch (JacksonException e) {
            throw new BadArchive(name, e.getOriginalMessage());
        }
    }

    private void points(InputStream content, Consumer<MetricPoint> taker) throws IOException {
        try (MappingIterator<ArchivedPoint> lines = json.readerFor(ArchivedPoint.class)
                .without(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .readValues(content)) {
            while (lines.hasNextValue()) {
                ArchivedPoint line = lines.nextValue();
                if (line == null || line.value() == null || !ArchivedRunCheck.isKey(line.key())) {
                    throw new BadArchive(Entries.METRICS, "expected a key and a value, got %s".formatted(line));
                }
                taker.accept(line.point());
            }
        } catch (JacksonException e) {
            throw new BadArchive(Entries.METRICS, e.getOriginalMessage());
        }
    }
}
