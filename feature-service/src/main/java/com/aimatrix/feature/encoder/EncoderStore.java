package com.aimatrix.feature.encoder;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.feature.encoder.inference.EncoderOptions;
import com.aimatrix.feature.encoder.inference.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is known of encoders, in the database. */
@Component
class EncoderStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EncoderStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void put(Encoder encoder) {
        jdbc.sql("""
                        insert into feature.encoder (name, id, format, dimension, options, files, created_at)
                        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                        on conflict (name) do update set id = excluded.id, format = excluded.format,
                            dimension = excluded.dimension, options = excluded.options, files = excluded.files,
                            created_at = excluded.created_at
                        """)
                .params(
                        encoder.name(),
                        encoder.id(),
                        encoder.format().name(),
                        encoder.dimension(),
                        json.writeValueAsString(encoder.options()),
                        json.writeValueAsString(encoder.files()),
                        Timestamp.from(encoder.createdAt()))
                .update();
    }

    Optional<Encoder> find(String name) {
        return jdbc.sql("select * from feature.encoder where name = ?")
                .param(name)
                .query((rs, n) -> encoder(rs))
                .optional();
    }

    List<Encoder> list() {
        return jdbc.sql("select * from feature.encoder order by name")
                .query((rs, n) -> encoder(rs))
                .list();
    }

    void delete(String name) {
        jdbc.sql("delete from feature.encoder where name = ?").param(name).update();
    }

    /** Versions of views that embed by it, as {@code view name@version}. */
    List<String> users(String name) {
        return jdbc.sql("""
                        select format('view %s@%s', name, version) from feature.view
                        where status <> 'RETIRED' and exists (
                            select from jsonb_array_elements(document -> 'features') f
                            where f #>> '{transformation,encoder}' = ?)
                        order by name, version
                        """).param(name).query(String.class).list();
    }

    private Encoder encoder(ResultSet rs) throws SQLException {
        return new Encoder(
                rs.getString("name"),
                rs.getString("id"),
                Format.valueOf(rs.getString("format")),
                rs.getInt("dimension"),
                json.readValue(rs.getString("options"), EncoderOptions.class),
                List.of(json.readValue(rs.getString("files"), ArtifactFile[].class)),
                rs.getTimestamp("created_at").toInstant());
    }
}
