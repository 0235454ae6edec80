package com.aimatrix.feature.row;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who materializes a view, and up to when it was materialized, in the database. */
@Component
class MaterializationStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    MaterializationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the work on a view; false when another is at it. */
    boolean claim(int viewId, Duration lease, boolean force) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        insert into feature.materialization as m (view_id, lease_until) values (:view, :until)
                        on conflict (view_id) do update set lease_until = excluded.lease_until
                        where :force or m.lease_until is null or m.lease_until < :now
                        """)
                        .param("view", viewId)
                        .param("until", Timestamp.from(clock.instant().plus(lease)))
                        .param("force", force)
                        .param("now", now)
                        .update()
                == 1;
    }

    void renew(int viewId, Duration lease) {
        jdbc.sql("update feature.materialization set lease_until = ? where view_id = ?")
                .params(Timestamp.from(clock.instant().plus(lease)), viewId)
                .update();
    }

    /** @param until null when it did not come to its end */
    void release(int viewId, Instant until) {
        jdbc.sql("""
                        update feature.materialization set lease_until = null, until = greatest(until, ?) where view_id = ?
                        """)
                .params(until == null ? null : Timestamp.from(until), viewId)
                .update();
    }

    Optional<Instant> until(int viewId) {
        return jdbc.sql("select until from feature.materialization where view_id = ? and until is not null")
                .param(viewId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }
}
