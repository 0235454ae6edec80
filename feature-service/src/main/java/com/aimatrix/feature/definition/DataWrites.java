package com.aimatrix.feature.definition;

import com.aimatrix.kit.database.RoundTrip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The beginning of every transaction that writes data, and the cuts between them. Writers hold a lock together; a cut is a time
 * at which nobody held it: what arrived until then is there, and nothing will be added to it.
 */
@Component
public class DataWrites {

    private static final String LOCK_SHARED =
            "select pg_advisory_xact_lock_shared(%d)".formatted(DefinitionStore.DEFINITIONS_LOCK);
    private static final String LOCK = "select pg_advisory_xact_lock(%d)".formatted(DefinitionStore.DEFINITIONS_LOCK);

    /** Whole milliseconds, as observations keep their arrival. */
    private static final String CLOCK =
            "select date_trunc('milliseconds', clock_timestamp()), revision from feature.definition_revision";

    /** Before the lock is released the clock has gone on, so that no later arrival has the time of the cut. */
    private static final String TICK = "select pg_sleep(0.002)";

    private final JdbcTemplate jdbc;
    private final Catalogs catalogs;

    DataWrites(JdbcTemplate jdbc, Catalogs catalogs) {
        this.jdbc = jdbc;
        this.catalogs = catalogs;
    }

    /**
     * A write that has begun.
     *
     * @param catalog definitions, which do not change until the transaction ends
     * @param arrival of everything that it writes, by the clock of the database
     */
    public record Write(Catalog catalog, Instant arrival) {

        public long arrivalMs() {
            return arrival.toEpochMilli();
        }
    }

    /** Begins a write, and asks what else is needed in the same round trip. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Write begin(RoundTrip.Part... more) {
        Instant[] arrival = new Instant[1];
        long[] revision = new long[1];
        var parts = new ArrayList<RoundTrip.Part>();
        parts.add(RoundTrip.Part.of(LOCK_SHARED, rs -> {}));
        parts.add(RoundTrip.Part.of(CLOCK, rs -> {
            arrival[0] = rs.getTimestamp(1).toInstant();
            revision[0] = rs.getLong(2);
        }));
        parts.addAll(List.of(more));
        RoundTrip.query(jdbc, parts);
        return new Write(catalogs.at(revision[0]), arrival[0]);
    }

    /** A cut between writes: now. */
    @Transactional
    public Instant cut() {
        Instant[] now = new Instant[1];
        RoundTrip.query(
                jdbc,
                List.of(
                        RoundTrip.Part.of(LOCK, rs -> {}),
                        RoundTrip.Part.of(
                                CLOCK, rs -> now[0] = rs.getTimestamp(1).toInstant()),
                        RoundTrip.Part.of(TICK, rs -> {})));
        return now[0];
    }
}
