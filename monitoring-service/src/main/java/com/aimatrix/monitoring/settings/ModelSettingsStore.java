package com.aimatrix.monitoring.settings;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes what a model sets otherwise than the defaults. */
@Component
public class ModelSettingsStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ModelSettings defaults;

    ModelSettingsStore(JdbcClient jdbc, JsonMapper json, MonitoringSettings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.defaults = settings.defaults();
    }

    /** The settings of a model; the defaults when nothing is known of it. */
    public ModelSettings of(String model) {
        return jdbc.sql("select settings::text from monitoring.watched_model where model = ?")
                .param(model)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, ModelSettingsChange.class).over(defaults))
                .orElse(defaults);
    }

    void write(String model, ModelSettingsChange change) {
        jdbc.sql("""
                        insert into monitoring.watched_model (model, settings) values (?, ?::jsonb)
                        on conflict (model) do update set settings = excluded.settings
                        """).params(model, json.writeValueAsString(change)).update();
    }
}
