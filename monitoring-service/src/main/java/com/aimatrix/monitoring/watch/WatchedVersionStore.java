package com.aimatrix.monitoring.watch;

import com.aimatrix.contracts.registry.ReferenceProfile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of watched models and versions. */
@Component
class WatchedVersionStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WatchedVersionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @return false when this revision or a newer one is known */
    boolean deployed(String model, long revision, Integer live, List<Integer> shadows) {
        return jdbc.sql("""
                        insert into monitoring.watched_model as known (model, revision, live_version, shadow_versions)
                        values (?, ?, ?, ?)
                        on conflict (model) do update set revision = excluded.revision,
                          live_version = excluded.live_version, shadow_versions = excluded.shadow_versions
                        where known.revision < excluded.revision
                        """)
                        .params(model, revision, live, shadows.toArray(Integer[]::new))
                        .update()
                == 1;
    }

    void watch(String model, int version) {
        jdbc.sql("insert into monitoring.watched_version (model, version) values (?, ?) on conflict do nothing")
                .params(model, version)
                .update();
    }

    List<Integer> unfetched(String model) {
        return jdbc.sql("""
                        select version from monitoring.watched_version where model = ? and not fetched order by version
                        """).param(model).query(Integer.class).list();
    }

    void fetched(String model, int version, ReferenceProfile profile) {
        jdbc.sql("""
                        update monitoring.watched_version set fetched = true, profile = ?::jsonb
                        where model = ? and version = ?
                        """)
                .params(profile == null ? null : json.writeValueAsString(profile), model, version)
                .update();
    }

    boolean isFetched(String model, int version) {
        return jdbc.sql("select fetched from monitoring.watched_version where model = ? and version = ?")
                .params(model, version)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    Optional<ReferenceProfile> reference(String model, int version) {
        return jdbc.sql("""
                        select profile::text from monitoring.watched_version
                        where model = ? and version = ? and profile is not null
                        """)
                .params(model, version)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, ReferenceProfile.class));
    }

    Optional<Integer> live(String model) {
        return jdbc.sql("""
                        select live_version from monitoring.watched_model
                        where model = ? and live_version is not null
                        """).param(model).query(Integer.class).optional();
    }

    Optional<Instant> liveSince(String model, int version) {
        return jdbc.sql("""
                        select greatest(first_live_at, (
                          select max(newest_live_at) from monitoring.watched_version other
                          where other.model = this.model and other.version <> this.version
                            and other.first_live_at < this.newest_live_at)) as live_since
                        from monitoring.watched_version this
                        where model = ? and version = ? and first_live_at is not null
                        """)
                .params(model, version)
                .query((rs, n) -> rs.getTimestamp("live_since").toInstant())
                .optional();
    }

    Optional<Integer> mostlyLive(String model, Instant from, Instant to) {
        return jdbc.sql("""
                        select version from monitoring.prediction
                        where model = ? and at >= ? and at < ? and not shadow
                        group by version order by count(*) desc, version desc limit 1
                        """)
                .params(model, Timestamp.from(from), Timestamp.from(to))
                .query(Integer.class)
                .optional();
    }
}
