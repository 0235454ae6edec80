package com.aimatrix.registry.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads models from rows. */
class ModelRow implements RowMapper<Model> {

    /** To be selected from {@code registry.model m}. */
    static final String COLUMNS = """
            m.id, m.name, m.description, m.tags, m.last_version, m.created_at, m.updated_at,
            (select coalesce(jsonb_object_agg(a.alias, a.version), '{}') from registry.alias a where a.model_id = m.id) as aliases
            """;

    static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Integer>> NUMBERS = new TypeReference<>() {};

    private final JsonMapper json;

    ModelRow(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Model mapRow(ResultSet row, int number) throws SQLException {
        return new Model(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                json.readValue(row.getString("tags"), TEXTS),
                json.readValue(row.getString("aliases"), NUMBERS),
                row.getInt("last_version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
