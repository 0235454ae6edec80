package com.aimatrix.feature.batch;

import com.aimatrix.feature.FeatureSettings;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.ArtifactStore.Page;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What queries gave: each result is written to a file before its first row is taken, a JSON array a row. Rows keep their numbers
 * then, whoever goes on with them, and no other database waits for this one.
 */
@Component
class QuerySnapshots {

    private static final String FOLDER = "batches";
    private static final int PAGE = 1_000;
    private static final int ROWS_AT_ONCE = 5_000;

    /** Few, because rows may be wide and the driver holds as many of them at a time. */
    private static final int FETCH_SIZE = 100;

    private static final int BUFFER = 1 << 16;

    private final Databases databases;
    private final ArtifactStore artifacts;
    private final FeatureSettings settings;
    private final JsonMapper json;

    QuerySnapshots(Databases databases, ArtifactStore artifacts, FeatureSettings settings, JsonMapper json) {
        this.databases = databases;
        this.artifacts = artifacts;
        this.settings = settings;
        this.json = json;
    }

    /**
     * The result of a query.
     *
     * @param file its name; each attempt writes another one
     */
    record Snapshot(String file, List<TableColumn> columns, long rows) {}

    /**
     * Runs a query.
     *
     * @param meanwhile is called now and then; may throw, to give up
     * @throws ApiProblem 400 when the database refuses the query or gives too much, 503 when it goes away
     */
    Snapshot make(String batchId, String database, SelectQuery query, Runnable meanwhile) throws IOException {
        String name = "%s-%s.rows".formatted(batchId, UUID.randomUUID());
        Path file = artifacts.local(uri(name));
        Files.createDirectories(file.getParent());
        try {
            Snapshot snapshot = run(database, query, name, file, meanwhile);
            artifacts.publish(uri(name));
            return snapshot;
        } catch (SQLException e) {
            artifacts.delete(uri(name));
            throw Databases.problem(database, e);
        } catch (IOException | RuntimeException e) {
            artifacts.delete(uri(name));
            throw e;
        }
    }

    private Snapshot run(String database, SelectQuery query, String name, Path file, Runnable meanwhile)
            throws SQLException, IOException {
        try (Connection connection = databases.open(database);
                PreparedStatement statement = query.prepare(connection);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                List<TableColumn> columns = Databases.columns(rows.getMetaData());
                long count = write(rows, columns.size(), out, meanwhile);
                return new Snapshot(name, columns, count);
            }
        }
    }

    private long write(ResultSet rows, int width, OutputStream out, Runnable meanwhile)
            throws SQLException, IOException {
        var columns = new ArrayList<QueryColumn>();
        for (int i = 1; i <= width; i++) {
            columns.add(QueryColumn.of(rows.getMetaData(), i));
        }
        long most = settings.maxUpload().toBytes();
        long bytes = 0;
        long count = 0;
        JsonNode[] values = new JsonNode[width];
        while (rows.next()) {
            for (int i = 0; i < width; i++) {
                values[i] = columns.get(i).read(rows, json);
            }
            byte[] row = json.writeValueAsBytes(values);
            bytes += row.length + 1;
            if (bytes > most) {
                throw ApiProblem.badField(
                        "from.query",
                        "expected a result of at most %d bytes (aimatrix.feature.max-upload)".formatted(most));
            }
            out.write(row);
            out.write('\n');
            count++;
            if (count % ROWS_AT_ONCE == 0) {
                meanwhile.run();
            }
        }
        return count;
    }

    /**
     * Reads columns from a row on.
     *
     * @throws ApiProblem 400 when there is no such column
     */
    TableReader read(Snapshot snapshot, List<String> names, long from) {
        int[] wanted = names.stream().mapToInt(name -> indexOf(snapshot, name)).toArray();
        try {
            var reader = new Reader(Files.newBufferedReader(artifacts.local(uri(snapshot.file()))), wanted, json);
            for (long row = 0; row < from && reader.next() != null; row++) {
                continue;
            }
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int indexOf(Snapshot snapshot, String name) {
        for (int i = 0; i < snapshot.columns().size(); i++) {
            if (snapshot.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        throw ApiProblem.badField("from.query", "the query gives no column %s any more".formatted(name));
    }

    private record Reader(BufferedReader lines, int[] wanted, JsonMapper json) implements TableReader {

        @Override
        public JsonNode[] next() {
            try {
                String line = lines.readLine();
                if (line == null) {
                    return null;
                }
                JsonNode row = json.readTree(line);
                JsonNode[] values = new JsonNode[wanted.length];
                for (int i = 0; i < values.length; i++) {
                    JsonNode value = row.get(wanted[i]);
                    values[i] = value.isNull() ? null : value;
                }
                return values;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Removes what a batch has left, finished or not. */
    void remove(String batchId) throws IOException {
        String mark = null;
        do {
            Page page = artifacts.list(artifacts.uri(FOLDER), mark, PAGE);
            for (Entry each : page.entries()) {
                if (each.name().startsWith(batchId + "-")) {
                    artifacts.delete(uri(each.name()));
                }
            }
            mark = page.next();
        } while (mark != null);
    }

    private String uri(String name) {
        return artifacts.uri("%s/%s".formatted(FOLDER, name));
    }
}
