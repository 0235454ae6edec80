package com.aimatrix.registry.catalog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class ModelStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ModelRow row;

    ModelStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.row = new ModelRow(json);
    }

    List<Model> all() {
        return jdbc.sql("select %s from registry.model m where m.deleted_at is null order by m.name"
                        .formatted(ModelRow.COLUMNS))
                .query(row)
                .list();
    }

    Optional<Model> find(String name) {
        return jdbc.sql("select %s from registry.model m where m.name = ? and m.deleted_at is null"
                        .formatted(ModelRow.COLUMNS))
                .param(name)
                .query(row)
                .optional();
    }

    Optional<Long> id(String name) {
        return jdbc.sql("select id from registry.model where name = ? and deleted_at is null")
                .param(name)
                .query(Long.class)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<LockedModel> lock(String name) {
        return jdbc.sql("""
                        select id, jsonb_exists(tags, ?) as prompt from registry.model
                        where name = ? and deleted_at is null for no key update
                        """)
                .params(Model.PROMPT_TAG, name)
                .query((rs, n) -> new LockedModel(rs.getLong("id"), name, rs.getBoolean("prompt")))
                .optional();
    }

    /** False when there is one of that name. */
    boolean insertIfNew(String name, String description, Map<String, String> tags, Instant at) {
        return jdbc.sql("""
                        insert into registry.model (name, description, tags, created_at, updated_at)
                        values (?, ?, cast(? as jsonb), ?, ?)
                        on conflict (name) where deleted_at is null do nothing
                        """)
                        .params(
                                name,
                                description,
                                json.writeValueAsString(tags),
                                Timestamp.from(at),
                                Timestamp.from(at))
                        .update()
                == 1;
    }

    void describe(long id, String description, Instant at) {
        jdbc.sql("update registry.model set description = ?, updated_at = ? where id = ?")
                .params(description, Timestamp.from(at), id)
                .update();
    }

    void setTags(long id, Map<String, String> tags) {
        jdbc.sql("update registry.model set tags = cast(? as jsonb) where id = ?")
                .params(json.writeValueAsString(tags), id)
                .update();
    }

    /** Whether the model is a prompt; nothing when there is no such model. */
    Optional<Boolean> setTag(String name, String key, String value) {
        return jdbc.sql("""
                        update registry.model set tags = tags || jsonb_build_object(cast(? as text), cast(? as text))
                        where name = ? and deleted_at is null returning jsonb_exists(tags, ?)
                        """)
                .params(key, value, name, Model.PROMPT_TAG)
                .query(Boolean.class)
                .optional();
    }

    /** The same. */
    Optional<Boolean> deleteTag(String name, String key) {
        return jdbc.sql("""
                        update registry.model set tags = tags - cast(? as text)
                        where name = ? and deleted_at is null returning jsonb_exists(tags, ?)
                        """)
                .params(key, name, Model.PROMPT_TAG)
                .query(Boolean.class)
                .optional();
    }

    /** A number that no version of the model has had. */
    int nextVersion(long id, Instant at) {
        return jdbc.sql("""
                        update registry.model set last_version = last_version + 1, updated_at = ? where id = ?
                        returning last_version
                        """).params(Timestamp.from(at), id).query(Integer.class).single();
    }

    void touch(long id, Instant at) {
        jdbc.sql("update registry.model set updated_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void rename(long id, String name, Instant at) {
        jdbc.sql("update registry.model set name = ?, updated_at = ? where id = ?")
                .params(name, Timestamp.from(at), id)
                .update();
        jdbc.sql("update registry.model_version set updated_at = ? where model_id = ? and deleted_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    void delete(long id, Instant at) {
        jdbc.sql("update registry.model set deleted_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }
}
