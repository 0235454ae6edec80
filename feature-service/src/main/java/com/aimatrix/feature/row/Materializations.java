package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.vector.VectorRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves rows that were written offline only: the newest of each entity in a period, unless a newer one is served already. */
@Service
public class Materializations {

    private static final int PAGE = 10_000;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final MaterializationStore store;
    private final RowStore rows;
    private final VectorRows vectors;
    private final DataWrites writes;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    Materializations(
            MaterializationStore store,
            RowStore rows,
            VectorRows vectors,
            DataWrites writes,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.rows = rows;
        this.vectors = vectors;
        this.writes = writes;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** Takes the work on a view, to be followed by {@link #materialize}; false when it is under way already. */
    public boolean begin(RegisteredView view, boolean force) {
        return store.claim(view.id(), LEASE, force);
    }

    /** Gives work up that was begun. */
    public void abandon(RegisteredView view) {
        store.release(view.id(), null);
    }

    /** Up to which event time a view was materialized last. */
    public Optional<Instant> until(RegisteredView view) {
        return store.until(view.id());
    }

    /**
     * Materializes what was begun, page by page.
     *
     * @param from rows at or after this time
     * @param to rows at or before this time
     * @return entities that had a row in the period
     */
    public long materialize(RegisteredView view, Instant from, Instant to) {
        Instant reached = null;
        long entities = 0;
        try {
            RowStore.Served served = new RowStore.Served(0, null);
            do {
                served = servePage(view, served.last(), from, to);
                entities += served.entities();
            } while (served.entities() == PAGE);
            // A period that ends in the future is not done with.
            Instant now = clock.instant();
            reached = to.isBefore(now) ? to : now;
        } finally {
            store.release(view.id(), reached);
        }
        return entities;
    }

    private RowStore.Served servePage(RegisteredView view, String after, Instant from, Instant to) {
        return transaction.execute(status -> {
            writes.begin();
            RowStore.Served served = rows.serve(view.id(), after, from, to, PAGE);
            if (VectorRows.isSearchable(view)) {
                List<FeatureRow> newest = rows.newest(view.id(), after, from, to, PAGE);
                vectors.write(view, newest.stream().map(this::vectorRow).toList());
            }
            store.renew(view.id(), LEASE);
            return served;
        });
    }

    private VectorRows.Row vectorRow(FeatureRow row) {
        JsonNode stored = json.readTree(row.values());
        JsonNode[] values = new JsonNode[stored.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored.get(i);
        }
        return new VectorRows.Row(row.entity(), row.eventTimeMs(), row.arrivalMs(), values);
    }
}
