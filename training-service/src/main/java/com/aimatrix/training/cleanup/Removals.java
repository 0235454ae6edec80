package com.aimatrix.training.cleanup;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What has still to go. Whoever fills a folder that is not any run's yet announces it first, so that it is cleaned up if nothing comes
 * of it; whoever deletes a row lists what it leaves in the same transaction.
 */
@Component
public class Removals {

    private static final int DUE_AT_ONCE = 100;

    private final JdbcClient jdbc;

    Removals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Has a folder removed at some time, unless it is withdrawn before.
     *
     * @param folder URI in the artifact store
     */
    @Transactional
    public long announce(String folder, Instant notBefore) {
        return jdbc.sql("insert into training.removal (artifact_uri, not_before) values (?, ?) returning id")
                .params(folder, Timestamp.from(notBefore))
                .query(Long.class)
                .single();
    }

    /**
     * The folder belongs to a run now.
     *
     * @throws IllegalStateException when it has been removed meanwhile: the transaction must not happen
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(long id) {
        if (!forget(id)) {
            throw new IllegalStateException("the folder of removal %d is gone".formatted(id));
        }
    }

    /** It is gone, or was never made. */
    @Transactional
    public void done(long id) {
        forget(id);
    }

    private boolean forget(long id) {
        return jdbc.sql("delete from training.removal where id = ?").param(id).update() == 1;
    }

    /** @param runId whose metric points go, or null; @param folder that goes, or null */
    record Removal(long id, String runId, String folder) {}

    @Transactional(propagation = Propagation.MANDATORY)
    void list(String runId, String folder, Instant now) {
        jdbc.sql("insert into training.removal (run_id, artifact_uri, not_before) values (?, ?, ?)")
                .params(runId, folder, Timestamp.from(now))
                .update();
    }

    /** Some of those whose time has come, oldest first. */
    @Transactional(readOnly = true)
    List<Removal> due(Instant now, long after) {
        return jdbc.sql("""
                        select id, run_id, artifact_uri from training.removal where not_before <= ? and id > ?
                        order by id limit ?
                        """)
                .params(Timestamp.from(now), after, DUE_AT_ONCE)
                .query((rs, n) -> new Removal(rs.getLong(1), rs.getString(2), rs.getString(3)))
                .list();
    }
}
