package com.aimatrix.registry.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads versions from rows, without what is large. */
class VersionRow implements RowMapper<Version> {

    /** To be selected from {@code registry.model_version v} and {@code registry.model m}. */
    static final String COLUMNS = """
            m.name, v.version, v.stage, v.semver, v.source, v.storage_uri, v.run_id, v.run_link, v.logged_model_id,
            v.description, v.tags, v.servable, v.created_at, v.updated_at,
            array(select a.alias from registry.alias a
                  where a.model_id = v.model_id and a.version = v.version order by a.alias) as aliases
            """;

    private final JsonMapper json;

    VersionRow(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Version mapRow(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getString("name"),
                row.getInt("version"),
                row.getString("stage"),
                row.getString("semver"),
                row.getString("source"),
                row.getString("storage_uri"),
                row.getString("run_id"),
                row.getString("run_link"),
                row.getString("logged_model_id"),
                row.getString("description"),
                json.readValue(row.getString("tags"), ModelRow.TEXTS),
                List.of((String[]) row.getArray("aliases").getArray()),
                row.getBoolean("servable"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
