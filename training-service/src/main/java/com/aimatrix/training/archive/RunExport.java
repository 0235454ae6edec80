package com.aimatrix.training.archive;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.training.artifact.RunFiles;
import com.aimatrix.training.tracking.MetricHistories;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunDataStore;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run as a zip. Nothing of it lies in memory, and no connection to the database is held while a client reads. */
@Component
class RunExport {

    private static final int BUFFER_BYTES = 1 << 16;

    private final RunDataStore data;
    private final MetricHistories histories;
    private final RunFiles files;
    private final ArtifactStore store;
    private final JsonMapper json;

    RunExport(RunDataStore data, MetricHistories histories, RunFiles files, ArtifactStore store, JsonMapper json) {
        this.data = data;
        this.histories = histories;
        this.files = files;
        this.store = store;
        this.json = json;
    }

    /** @param folder of its files in the artifact store */
    void write(ArchivedRun run, String folder, OutputStream out) throws IOException {
        Path points = Files.createTempFile("metrics-", ".ndjson");
        try {
            spool(run.run().id(), points);
            var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            zip.setLevel(Deflater.BEST_SPEED);
            var written = new ArrayList<ArtifactFile>();
            written.add(put(zip, Entries.RUN, new ByteArrayInputStream(json.writeValueAsBytes(run))));
            try (InputStream in = Files.newInputStream(points)) {
                written.add(put(zip, Entries.METRICS, in));
            }
            files.each(folder, (path, size) -> putFile(zip, folder, path, written));
            var manifest = new Manifest(ArchivedRun.FORMAT_VERSION, written);
            put(zip, Entries.MANIFEST, new ByteArrayInputStream(json.writeValueAsBytes(manifest)));
            zip.finish();
        } finally {
            Files.deleteIfExists(points);
        }
    }

    private void spool(String runId, Path file) throws IOException {
        ObjectWriter lines = json.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .withRootValueSeparator("\n");
        List<String> keys =
                data.read(runId).metrics().stream().map(MetricPoint::key).toList();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
                var sequence = lines.writeValues(out)) {
            for (String key : keys) {
                histories.each(runId, key, point -> sequence.write(ArchivedPoint.of(point)));
            }
        }
    }

    /** What has been deleted since it was listed is left out. */
    private void putFile(ZipOutputStream zip, String folder, String path, List<ArtifactFile> written)
            throws IOException {
        try (InputStream in = store.open("%s/%s".formatted(folder, path), null)) {
            written.add(put(zip, Entries.ARTIFACTS + path, in));
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private static ArtifactFile put(ZipOutputStream zip, String name, InputStream content) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        zip.putNextEntry(new ZipEntry(name));
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
            zip.write(buffer, 0, read);
            size += read;
        }
        zip.closeEntry();
        return new ArtifactFile(name, size, Sha256.hex(digest));
    }
}
