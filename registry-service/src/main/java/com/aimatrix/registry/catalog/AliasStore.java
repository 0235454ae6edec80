package com.aimatrix.registry.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class AliasStore {

    private final JdbcClient jdbc;
    private final VersionRow row;

    AliasStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = new VersionRow(json);
    }

    /** The version that an alias points to, in one round trip: nothing when there is no such model, empty when no such alias. */
    Optional<Optional<Version>> find(String model, String alias) {
        return jdbc.sql("""
                        select %s
                        from registry.model m
                        left join registry.alias t on t.model_id = m.id and t.alias = ?
                        left join registry.model_version v on v.model_id = t.model_id and v.version = t.version
                        where m.name = ? and m.deleted_at is null
                        """.formatted(VersionRow.COLUMNS)).params(alias, model).query(this::version).list().stream()
                .findFirst();
    }

    /** The newest version, whatever its stage. */
    Optional<Optional<Version>> newest(String model) {
        return jdbc.sql("""
                        select %s
                        from registry.model m
                        left join lateral (
                            select * from registry.model_version n
                            where n.model_id = m.id and n.deleted_at is null order by n.version desc limit 1
                        ) v on true
                        where m.name = ? and m.deleted_at is null
                        """.formatted(VersionRow.COLUMNS)).param(model).query(this::version).list().stream()
                .findFirst();
    }

    private Optional<Version> version(ResultSet rs, int n) throws SQLException {
        return rs.getObject("version") == null ? Optional.empty() : Optional.of(row.mapRow(rs, n));
    }

    /** False when there is no such version. */
    boolean set(long modelId, String alias, int version, Instant at) {
        return jdbc.sql("""
                        insert into registry.alias (model_id, alias, version, updated_at)
                        select model_id, ?, version, ? from registry.model_version
                        where model_id = ? and version = ? and deleted_at is null
                        on conflict (model_id, alias)
                            do update set version = excluded.version, updated_at = excluded.updated_at
                        """).params(alias, Timestamp.from(at), modelId, version).update() == 1;
    }

    boolean delete(long modelId, String alias) {
        return jdbc.sql("delete from registry.alias where model_id = ? and alias = ?")
                        .params(modelId, alias)
                        .update()
                == 1;
    }
}
