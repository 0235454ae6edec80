package com.aimatrix.monitoring.drift;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.monitoring.grid.Window;
import com.aimatrix.monitoring.settings.ModelSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Measures drift over the predictions of a version, read in one pass. */
@Component
public class Drifts {

    private static final int FETCH_ROWS = 2_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Drifts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Needs a transaction: outside of one the driver would hold all rows in memory. */
    @Transactional(propagation = Propagation.REQUIRED, readOnly = true)
    public DriftReport measure(Window span, ReferenceProfile reference, ModelSettings settings) {
        Map<Integer, List<String>> featureLists = featureLists(span);
        var measurement = new DriftMeasurement(reference);
        jdbc.sql("""
                        select feature_list, feature_values::text as feature_values, score
                        from monitoring.prediction
                        where model = ? and version = ? and at >= ?::timestamptz and at < ?::timestamptz
                        """)
                .withFetchSize(FETCH_ROWS)
                .params(
                        span.model(),
                        span.version(),
                        span.startsAt().toString(),
                        span.endsAt().toString())
                .query((ResultSet rs) -> add(rs, featureLists, measurement));
        return measurement.report(settings);
    }

    private void add(ResultSet rs, Map<Integer, List<String>> featureLists, DriftMeasurement measurement)
            throws SQLException {
        measurement.add(
                featureLists.get(rs.getInt("feature_list")),
                json.readValue(rs.getString("feature_values"), Object[].class),
                rs.getDouble("score"));
    }

    private Map<Integer, List<String>> featureLists(Window span) {
        var lists = new HashMap<Integer, List<String>>();
        jdbc.sql("""
                        select id, features from monitoring.feature_list
                        where id in (
                          select feature_list from monitoring.prediction
                          where model = ? and version = ? and at >= ?::timestamptz and at < ?::timestamptz)
                        """)
                .params(
                        span.model(),
                        span.version(),
                        span.startsAt().toString(),
                        span.endsAt().toString())
                .query((ResultSet rs) -> {
                    lists.put(rs.getInt("id"), List.of((String[])
                            rs.getArray("features").getArray()));
                });
        return lists;
    }
}
