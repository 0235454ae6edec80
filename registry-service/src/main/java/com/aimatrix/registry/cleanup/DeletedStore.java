package com.aimatrix.registry.cleanup;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of what was deleted. Each statement is a transaction of its own, and doing it again does the rest. */
@Component
class DeletedStore {

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;

    DeletedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Empties versions that were deleted, or whose model was, before a time. Their numbers stay, as decisions and deployments refer to
     * them and neither a number nor a semantic version is given twice.
     *
     * @return how many; as many as fit in one transaction
     */
    int emptyVersions(Instant before, Instant now) {
        return jdbc.sql("""
                        with gone as (
                            select v.model_id, v.version
                            from registry.model_version v join registry.model m on m.id = v.model_id
                            where v.purged_at is null and (v.deleted_at < :before or m.deleted_at < :before)
                            limit :most for update of v skip locked)
                        update registry.model_version v
                        set purged_at = :now, deleted_at = coalesce(v.deleted_at, :now), run_id = null, artifact_uri = null,
                            files = '[]', metrics = '{}', features = '[]', data_hash = null, comparison = null,
                            reference_profile = null, source = '', storage_uri = '', run_link = null,
                            logged_model_id = null, description = '', tags = '{}', type = null, framework = null,
                            signature = null, signature_hash = null, training_duration_ms = null
                        from gone where v.model_id = gone.model_id and v.version = gone.version
                        """)
                .param("before", Timestamp.from(before))
                .param("now", Timestamp.from(now))
                .param("most", AT_ONCE)
                .update();
    }

    /** Removes the policies and aliases of models that were deleted before a time, and what was said of those models. */
    int emptyModels(Instant before, Instant now) {
        return jdbc.sql("""
                        with gone as (
                            select id from registry.model where purged_at is null and deleted_at < :before
                            limit :most for update skip locked),
                        policies as (delete from registry.policy where model_id in (select id from gone)),
                        aliases as (delete from registry.alias where model_id in (select id from gone))
                        update registry.model m set purged_at = :now, description = '', tags = '{}'
                        from gone where m.id = gone.id
                        """)
                .param("before", Timestamp.from(before))
                .param("now", Timestamp.from(now))
                .param("most", AT_ONCE)
                .update();
    }

    /** Removes the emptied versions of emptied models to which no decision and no deployment refers. */
    int removeVersions() {
        return jdbc.sql("""
                        delete from registry.model_version v
                        where (v.model_id, v.version) in (
                            select g.model_id, g.version
                            from registry.model_version g join registry.model m on m.id = g.model_id
                            where g.purged_at is not null and m.purged_at is not null
                              and not exists (select 1 from registry.promotion p
                                              where p.model_id = g.model_id and p.version = g.version)
                              and not exists (select 1 from registry.deployment d
                                              where d.model_id = g.model_id and d.live_version = g.version)
                            limit :most)
                        """).param("most", AT_ONCE).update();
    }

    /** Removes emptied models of which nothing is left. */
    int removeModels() {
        return jdbc.sql("""
                        delete from registry.model m
                        where m.purged_at is not null
                          and not exists (select 1 from registry.model_version v where v.model_id = m.id)
                          and not exists (select 1 from registry.promotion p where p.model_id = m.id)
                          and not exists (select 1 from registry.deployment d where d.model_id = m.id)
                        """).update();
    }
}
