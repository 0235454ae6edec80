package com.aimatrix.monitoring.intake;

import com.aimatrix.kit.artifact.Sha256;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes predictions and counts them. */
@Component
class PredictionStore {

    private static final String INCOMING = """
            with incoming as (
              select distinct on (model, subject, version, at) *
              from unnest(?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::boolean[], ?::float8[], ?::text[],
                ?::int[], ?::text[])
                as row(model, subject, version, at, shadow, score, request_id, feature_list, feature_values)
              order by model, subject, version, at, request_id
            )
            """;
    private static final String INSERT = INCOMING + """
            insert into monitoring.prediction
              (model, subject, version, at, shadow, score, request_id, feature_list, feature_values)
            select model, subject, version, at, shadow, score, request_id, feature_list, feature_values::jsonb
            from incoming
            on conflict (model, subject, version, at) do nothing
            returning model, version, at, shadow, true as new
            """;
    private static final String REPLACE = INCOMING + """
            update monitoring.prediction kept
            set shadow = incoming.shadow, score = incoming.score, request_id = incoming.request_id,
              feature_list = incoming.feature_list, feature_values = incoming.feature_values::jsonb
            from incoming
            where kept.model = incoming.model and kept.subject = incoming.subject and kept.version = incoming.version
              and kept.at = incoming.at and incoming.request_id < kept.request_id
            returning kept.model, kept.version, kept.at, kept.shadow, false as new
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Map<List<String>, Integer> featureLists = new ConcurrentHashMap<>();

    PredictionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param isNew false when it took the place of another prediction of the same subject and time */
    record Kept(String model, int version, Instant at, boolean shadow, boolean isNew) {}

    String json(List<Object> values) {
        return json.writeValueAsString(values);
    }

    /** The id of a list of feature names; call it outside of a transaction that may be rolled back. */
    int featureList(List<String> features) {
        return featureLists.computeIfAbsent(features, this::readOrMake);
    }

    private int readOrMake(List<String> features) {
        String hash = Sha256.hex(json.writeValueAsString(features));
        jdbc.sql("insert into monitoring.feature_list (sha256, features) values (?, ?) on conflict do nothing")
                .params(hash, features.toArray(String[]::new))
                .update();
        return jdbc.sql("select id from monitoring.feature_list where sha256 = ?")
                .param(hash)
                .query(Integer.class)
                .single();
    }

    /**
     * Writes rows that are not there yet. When a subject was predicted twice for the same time, the one with the lower
     * request id stays, so that the order of arrival does not matter.
     *
     * @return the rows that changed something
     */
    List<Kept> keep(PredictionRows rows) {
        List<Kept> inserted = write(INSERT, rows);
        return inserted.size() == rows.models().length
                ? inserted
                : Stream.concat(inserted.stream(), write(REPLACE, rows).stream())
                        .toList();
    }

    private List<Kept> write(String sql, PredictionRows rows) {
        return jdbc.sql(sql)
                .params(
                        rows.models(),
                        rows.subjects(),
                        rows.versions(),
                        Stream.of(rows.times()).map(Instant::toString).toArray(String[]::new),
                        rows.shadows(),
                        rows.scores(),
                        rows.requestIds(),
                        rows.featureLists(),
                        rows.featureValues())
                .query((rs, n) -> new Kept(
                        rs.getString("model"),
                        rs.getInt("version"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getBoolean("shadow"),
                        rs.getBoolean("new")))
                .list();
    }

    /** Brings the counters of models and versions up to date; in the order of their keys, as rows are locked. */
    void count(List<Kept> kept) {
        var byModel = kept.stream().collect(Collectors.groupingBy(Kept::model, TreeMap::new, Collectors.toList()));
        byModel.forEach((model, rows) -> {
            jdbc.sql("""
                            insert into monitoring.watched_model as known (model, predictions, newest_prediction_at)
                            values (?, ?, ?)
                            on conflict (model) do update set
                              predictions = known.predictions + excluded.predictions,
                              newest_prediction_at = greatest(known.newest_prediction_at, excluded.newest_prediction_at)
                            """).params(model, added(rows), newest(rows)).update();
            rows.stream()
                    .collect(Collectors.groupingBy(Kept::version, TreeMap::new, Collectors.toList()))
                    .forEach((version, some) -> count(model, version, some));
        });
    }

    private void count(String model, int version, List<Kept> rows) {
        List<Kept> live = rows.stream().filter(each -> !each.shadow()).toList();
        jdbc.sql("""
                        insert into monitoring.watched_version as known
                          (model, version, predictions, first_live_at, newest_live_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (model, version) do update set
                          predictions = known.predictions + excluded.predictions,
                          first_live_at = least(known.first_live_at, excluded.first_live_at),
                          newest_live_at = greatest(known.newest_live_at, excluded.newest_live_at)
                        """)
                .params(model, version, added(rows), first(live), newest(live))
                .update();
    }

    private static long added(List<Kept> rows) {
        return rows.stream().filter(Kept::isNew).count();
    }

    private static Timestamp first(List<Kept> rows) {
        return rows.stream()
                .map(Kept::at)
                .min(Comparator.naturalOrder())
                .map(Timestamp::from)
                .orElse(null);
    }

    private static Timestamp newest(List<Kept> rows) {
        return rows.stream()
                .map(Kept::at)
                .max(Comparator.naturalOrder())
                .map(Timestamp::from)
                .orElse(null);
    }
}
