package com.aimatrix.training.archive;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.training.artifact.RunFiles;
import com.aimatrix.training.cleanup.Removals;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.tracking.ForeignRuns;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.TrackedRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a run of an archive: its files first, then all the rest in one transaction. Without that the files go again. */
@Component
class RunImport {

    /** Tag: the id that the run had where it was logged. */
    static final String ORIGINAL = "aimatrix.original_run_id";

    private static final Logger log = LoggerFactory.getLogger(RunImport.class);

    /** No import takes longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ArtifactStore store;
    private final Removals removals;
    private final ForeignRuns runs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunImport(ArtifactStore store, Removals removals, ForeignRuns runs, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.removals = removals;
        this.runs = runs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param missingModels ids of logged models that the run names and that are not here */
    record Imported(TrackedRun run, List<String> missingModels) {}

    /**
     * @param archive verified
     * @throws BadArchive when a file cannot be kept under its name
     */
    Imported make(Archive archive, Experiment experiment) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        TrackedRun run = run(id, archive.run().run(), experiment);
        String folder = RunFiles.folder(run.artifactUri())
                .orElseThrow(() -> new BadArchive(
                        "experiment",
                        "expected one whose files lie here, those of %s lie at %s"
                                .formatted(experiment.name(), experiment.artifactLocation())));
        String own = RunFiles.ownFolder(run.artifactUri(), id).orElseThrow();
        long removal = removals.announce(own, clock.instant().plus(LONGEST));
        boolean kept = false;
        try {
            archive.files((file, content) -> write(folder, file.path(), content, file.sha256()));
            Instant now = clock.instant();
            runs.prepare(now);
            List<String> missing = transaction.execute(status -> add(archive, run, removal, now));
            kept = true;
            return new Imported(run, missing);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!kept) {
                undo(own, removal);
            }
        }
    }

    private void write(String folder, String path, InputStream content, String sha256) throws IOException {
        try {
            store.write("%s/%s".formatted(folder, path), content, new Checksums(sha256, null));
        } catch (FileAlreadyExistsException | IllegalArgumentException e) {
            throw new BadArchive(Entries.ARTIFACTS + path, "expected a path that can be kept: " + e.getMessage());
        }
    }

    private List<String> add(Archive archive, TrackedRun run, long removal, Instant now) {
        removals.withdraw(removal);
        ArchivedRun archived = archive.run();
        var tags = new ArrayList<>(archived.tags());
        tags.add(new KeyValue(ORIGINAL, archived.run().id()));
        var data = new RunData(List.of(), archived.params(), tags, archived.inputs());
        try {
            return runs.add(run, data, archive::points, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrackedRun run(String id, ArchivedRun.Info info, Experiment experiment) {
        return new TrackedRun(
                id,
                experiment.id(),
                info.name(),
                info.status(),
                false,
                info.userId() == null ? "" : info.userId(),
                info.startedAt(),
                info.endedAt(),
                "%s/%s/artifacts".formatted(experiment.artifactLocation(), id),
                false);
    }

    /** What cannot be undone now is undone when the removal that was announced is due. */
    private void undo(String folder, long removal) {
        try {
            store.delete(folder);
            removals.done(removal);
        } catch (IOException | RuntimeException e) {
            log.warn("The files of an import that failed are still at {} and go later", folder, e);
        }
    }
}
