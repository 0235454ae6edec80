package com.aimatrix.feature.online;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.row.PastRows;
import com.aimatrix.feature.row.RowStore;
import com.aimatrix.feature.window.WindowReads;
import com.aimatrix.kit.database.RoundTrip;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Reads features of any kind of several views for many entities in one round trip to the database. */
@Service
public class FeatureReads {

    private static final String REVISION = "select revision from feature.definition_revision";

    private final Catalogs catalogs;
    private final WindowReads windows;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    FeatureReads(Catalogs catalogs, WindowReads windows, JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.catalogs = catalogs;
        this.windows = windows;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What is asked, resolved against the definitions. */
    public record Query(List<Reference> columns, List<EntityRow> rows) {}

    /** What is asked for one row. */
    public interface EntityRow {

        /** Time asked for, epoch milliseconds, or null for now. */
        Long atMs();

        /**
         * The entity of a view; null when a key's value is null: nothing is known of it then.
         *
         * @throws com.aimatrix.kit.problem.ApiProblem when a key is missing or malformed
         */
        String entityOf(RegisteredView view);

        /**
         * A value that comes with the request, as transformations take it.
         *
         * @throws com.aimatrix.kit.problem.ApiProblem when it is missing or does not fit
         */
        Object requested(Column.Requested column);
    }

    /** Values by row, then by column. */
    public record Table(List<Reference> columns, Cell[][] cells) {}

    /** @param resolve resolves the question against definitions; called again when they have changed meanwhile */
    public Table read(Function<Catalog, Query> resolve) {
        Catalog catalog = catalogs.known();
        while (true) {
            Query query = resolve(catalog, resolve);
            Table table = query == null ? null : tryRead(catalog, query);
            if (table != null) {
                return table;
            }
            catalog = catalogs.current();
        }
    }

    /** Null when it means nothing by definitions that have changed since. */
    private Query resolve(Catalog catalog, Function<Catalog, Query> resolve) {
        try {
            return resolve.apply(catalog);
        } catch (RuntimeException e) {
            // Whatever it is in, a refusal may come of what is known no more.
            if (catalogs.current().revision() > catalog.revision()) {
                return null;
            }
            throw e;
        }
    }

    /** Null when the definitions have changed since. */
    private Table tryRead(Catalog catalog, Query query) {
        var reading = new Reading(query, clock.millis());
        long[] revision = new long[1];
        var parts = new ArrayList<RoundTrip.Part>();
        parts.add(RoundTrip.Part.of(REVISION, rs -> revision[0] = rs.getLong(1)));
        reading.addTo(parts);
        RoundTrip.query(jdbc, parts);
        if (revision[0] > catalog.revision()) {
            return null;
        }
        return reading.table();
    }

    /** @param row of the request, where values come with it and rows cannot share a read */
    private record RowAt(int viewId, String entity, Long atMs, EntityRow row) {}

    /** One read under way: the questions, then the answers. */
    private final class Reading {

        private final Query query;
        private final long nowMs;
        private final WindowReads.Reading ofWindows = windows.reading();
        private final List<RowStore.Question> newest = new ArrayList<>();
        private final List<RowStore.Question> past = new ArrayList<>();
        private final List<EntityRead> newestReads = new ArrayList<>();
        private final List<EntityRead> pastReads = new ArrayList<>();
        private final List<Map<Integer, EntityRead>> readsByRow = new ArrayList<>();
        private final Map<RowAt, EntityRead> shared = new HashMap<>();

        Reading(Query query, long nowMs) {
            this.query = query;
            this.nowMs = nowMs;
            for (EntityRow row : query.rows()) {
                var reads = new HashMap<Integer, EntityRead>();
                readsByRow.add(reads);
                for (Reference reference : query.columns()) {
                    readOf(reads, row, reference.view()).ask(reference.index(), other -> readOf(reads, row, other));
                }
            }
        }

        private EntityRead readOf(Map<Integer, EntityRead> reads, EntityRow row, RegisteredView view) {
            EntityRead known = reads.get(view.id());
            if (known != null) {
                return known;
            }
            String entity = view.joinKeys().isEmpty() ? "" : row.entityOf(view);
            EntityRead read = shared.computeIfAbsent(
                    new RowAt(view.id(), entity, row.atMs(), asksRequest(view) ? row : null),
                    key -> new EntityRead(view, entity, row, row.atMs() == null ? nowMs : row.atMs(), ofWindows, json));
            reads.put(view.id(), read);
            return read;
        }

        private boolean asksRequest(RegisteredView view) {
            return view.columns().stream()
                    .anyMatch(column -> column instanceof Column.Requested
                            || column instanceof Column.Derived derived
                                    && derived.inputs().stream().anyMatch(input -> input.view() != null));
        }

        void addTo(List<RoundTrip.Part> parts) {
            shared.forEach((key, read) -> {
                if (read.needsRow()) {
                    boolean ofNow = key.atMs() == null;
                    (ofNow ? newest : past).add(read.question());
                    (ofNow ? newestReads : pastReads).add(read);
                }
            });
            if (!newest.isEmpty()) {
                parts.add(RowStore.latest(
                        newest, (n, time, values) -> newestReads.get(n).found(time, values)));
            }
            if (!past.isEmpty()) {
                parts.addAll(PastRows.asOf(
                        past, (n, time, values) -> pastReads.get(n).found(time, values)));
            }
            if (!ofWindows.isEmpty()) {
                parts.add(ofWindows.query());
            }
        }

        Table table() {
            ofWindows.complete();
            List<Reference> columns = query.columns();
            Cell[][] cells = new Cell[query.rows().size()][columns.size()];
            for (int row = 0; row < cells.length; row++) {
                Map<Integer, EntityRead> reads = readsByRow.get(row);
                for (int column = 0; column < columns.size(); column++) {
                    Reference reference = columns.get(column);
                    cells[row][column] = reads.get(reference.view().id()).cell(reference.index());
                }
            }
            return new Table(columns, cells);
        }
    }
}
