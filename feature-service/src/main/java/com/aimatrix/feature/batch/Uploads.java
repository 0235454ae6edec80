package com.aimatrix.feature.batch;

import com.aimatrix.feature.FeatureSettings;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps uploaded tables and reads them. */
@Service
public class Uploads {

    /** Looking at every value of a Parquet file takes memory and all cores. */
    private static final int DESCRIBED_AT_ONCE = 2;

    private static final int PATIENCE_SECONDS = 10;

    private final UploadStore store;
    private final List<UploadUses> uses;
    private final ArtifactStore artifacts;
    private final FeatureSettings settings;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;
    private final Semaphore describing = new Semaphore(DESCRIBED_AT_ONCE, true);

    Uploads(
            UploadStore store,
            List<UploadUses> uses,
            ArtifactStore artifacts,
            FeatureSettings settings,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.uses = uses;
        this.artifacts = artifacts;
        this.settings = settings;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Keeps a table.
     *
     * @throws ApiProblem 400 when it cannot be read as what it is said to be, 413 when it is too large, 503 when too many come at once
     */
    Upload keep(String name, Upload.Format format, InputStream body) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        String uri = uri(id, format);
        Path file = artifacts.local(uri);
        Files.createDirectories(file.getParent());
        try {
            long bytes = copy(body, file);
            Upload upload = describe(id, name, format, file, bytes);
            artifacts.publish(uri);
            store.insert(upload);
            return upload;
        } catch (IOException | RuntimeException e) {
            artifacts.delete(uri);
            throw e;
        }
    }

    private long copy(InputStream body, Path file) throws IOException {
        long most = settings.maxUpload().toBytes();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (var out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw new ApiProblem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "upload-too-large",
                            "expected at most %d bytes (aimatrix.feature.max-upload)".formatted(most),
                            List.of());
                }
                out.write(buffer, 0, read);
            }
        }
        return bytes;
    }

    private Upload describe(String id, String name, Upload.Format format, Path file, long bytes) throws IOException {
        // As exact as the database keeps it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (format == Upload.Format.CSV) {
            CsvTable.Description table = CsvTable.describe(file);
            return new Upload(id, name, format, table.rows(), table.columns(), bytes, now);
        }
        ParquetTable.Description table = describeParquet(file);
        return new Upload(id, name, format, table.rows(), table.columns(), bytes, now);
    }

    private ParquetTable.Description describeParquet(Path file) {
        try {
            if (!describing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiProblem.unavailable("uploads-busy", "other Parquet files are being looked at; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("stopping", "the service is stopping; try again");
        }
        try {
            return ParquetTable.describe(file);
        } finally {
            describing.release();
        }
    }

    /**
     * Keeps an upload from being deleted until the transaction ends.
     *
     * @param field of the request that names it
     * @throws ApiProblem 400 when there is no such upload
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String field, String id) {
        held(field, id);
    }

    /** As {@link #hold}, and answers it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Upload held(String field, String id) {
        return store.lock(id, UploadStore.Lock.SHARED).orElseThrow(() -> unknown(field, id));
    }

    BatchTable table(Upload upload) {
        return new BatchTable(upload.id(), upload.columns(), upload.format() == Upload.Format.CSV);
    }

    private static ApiProblem unknown(String field, String id) {
        return ApiProblem.badField(field, "there is no upload " + id);
    }

    /** Takes the rows of a read one by one. */
    public interface RowConsumer {

        /**
         * @param number from 0, in the order of the file
         * @param values as text, times as RFC 3339
         */
        void accept(long number, String[] values);
    }

    /**
     * Reads columns of a table as text; a null name reads null.
     *
     * @throws ApiProblem 400 when there is no such upload or column
     */
    public void read(String id, List<String> columns, RowConsumer consumer) {
        Upload upload = store.find(id).orElseThrow(() -> unknown("upload", id));
        try (TableReader rows = open(upload, columns, 0)) {
            long number = 0;
            for (JsonNode[] row = rows.next(); row != null; row = rows.next()) {
                String[] values = new String[row.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row[i] == null ? null : row[i].isContainer() ? row[i].toString() : row[i].asString();
                }
                consumer.accept(number++, values);
            }
        }
    }

    /**
     * Reads columns of a table from a row on; a null name reads null.
     *
     * @throws ApiProblem 400 when there is no such column
     */
    TableReader open(Upload upload, List<String> names, long from) {
        var columns = new ArrayList<TableColumn>(names.size());
        names.forEach(name -> columns.add(name == null ? null : column(upload, name)));
        try {
            Path file = artifacts.local(uri(upload.id(), upload.format()));
            return upload.format() == Upload.Format.CSV
                    ? CsvTable.read(file, names, from)
                    : ParquetTable.read(file, columns, from, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableColumn column(Upload upload, String name) {
        return upload.columns().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiProblem.badField(
                        "upload",
                        "the upload %s has no column %s; it has %s"
                                .formatted(
                                        upload.id(),
                                        name,
                                        upload.columns().stream()
                                                .map(TableColumn::name)
                                                .toList())));
    }

    /** @throws ApiProblem 404 when there is none */
    Upload get(String id) {
        return store.find(id).orElseThrow(() -> notFound(id));
    }

    /** @throws ApiProblem 404 when there is none, 409 while somebody reads it */
    void delete(String id) throws IOException {
        List<String> readers = remove(get(id));
        if (!readers.isEmpty()) {
            throw ApiProblem.conflict(
                    "upload-in-use", "the upload %s cannot go: %s read it".formatted(id, String.join(", ", readers)));
        }
    }

    /** Deletes one that nobody reads; answers who does. */
    private List<String> remove(Upload upload) throws IOException {
        List<String> readers = transaction.execute(status -> {
            // Held, so that nobody begins to read it meanwhile.
            store.lock(upload.id(), UploadStore.Lock.EXCLUSIVE);
            List<String> found = uses.stream()
                    .flatMap(each -> each.readers(upload.id()).stream())
                    .toList();
            if (found.isEmpty()) {
                store.delete(upload.id());
            }
            return found;
        });
        if (readers.isEmpty()) {
            artifacts.delete(uri(upload.id(), upload.format()));
        }
        return readers;
    }

    private static ApiProblem notFound(String id) {
        return ApiProblem.notFound("upload-not-found", "there is no upload " + id);
    }

    /**
     * Deletes tables that were uploaded before a time and that nobody reads just now.
     *
     * @return how many
     */
    public long deleteOlderThan(Instant before) throws IOException {
        long deleted = 0;
        for (Upload upload : store.uploadedBefore(before)) {
            deleted += remove(upload).isEmpty() ? 1 : 0;
        }
        return deleted;
    }

    private String uri(String id, Upload.Format format) {
        String ending = format == Upload.Format.CSV ? "csv" : "parquet";
        return artifacts.uri("uploads/%s.%s".formatted(id, ending));
    }
}
