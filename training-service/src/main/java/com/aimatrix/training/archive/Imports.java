package com.aimatrix.training.archive;

import com.aimatrix.training.archive.RunImport.Imported;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.experiment.Experiments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes archives: each is on the disk and verified to its last byte before anything is made of it. */
@Component
class Imports {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ArchiveSettings settings;
    private final Experiments experiments;
    private final RunImport runs;
    private final JsonMapper json;

    Imports(ArchiveSettings settings, Experiments experiments, RunImport runs, JsonMapper json) {
        this.settings = settings;
        this.experiments = experiments;
        this.runs = runs;
        this.json = json;
    }

    /**
     * @param experimentId where the run goes, or null
     * @param experimentName instead, or null; without both it is the one that the archive names
     * @throws BadArchive when it is no whole archive of a run
     */
    Imported take(InputStream body, Long experimentId, String experimentName) throws IOException {
        Path file = Files.createTempFile("run-", ".zip");
        try {
            receive(body, file);
            var archive = new Archive(file, settings, json);
            archive.verify();
            return runs.make(
                    archive,
                    experiment(experimentId, experimentName, archive.run().experiment()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Experiment experiment(Long id, String name, String archived) {
        return id == null ? experiments.named(name == null ? archived : name) : experiments.active(id);
    }

    private void receive(InputStream body, Path file) throws IOException {
        long most = settings.maxSize().toBytes();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = next(body, buffer); read >= 0; read = next(body, buffer)) {
                size += read;
                if (size > most) {
                    throw new BadArchive("body", "expected at most %d bytes".formatted(most));
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static int next(InputStream body, byte[] buffer) throws BadArchive {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BadArchive("body", "expected the rest of it, which did not come");
        }
    }
}
