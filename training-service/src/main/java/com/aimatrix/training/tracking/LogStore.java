package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.SqlArrays;
import com.aimatrix.training.tracking.RunLog.ParamKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what runs log. Rows go in ordered by run and key, so that two transactions never wait for each other. */
@Component
class LogStore {

    private static final Comparator<ParamKey> ORDER =
            Comparator.comparing(ParamKey::runId).thenComparing(ParamKey::key);

    private final JdbcTemplate jdbc;

    LogStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record LoggedRun(boolean deleted) {}

    Map<String, LoggedRun> runs(List<String> ids) {
        var runs = new HashMap<String, LoggedRun>();
        jdbc.query(
                "select id, lifecycle_stage from training.run where id = any(?)",
                rs -> {
                    runs.put(rs.getString(1), new LoggedRun("deleted".equals(rs.getString(2))));
                },
                (Object) ids.toArray(String[]::new));
        return runs;
    }

    /** Which of the params that entries log are there already. */
    Map<ParamKey, String> params(List<LogEntry> entries) {
        var known = new HashMap<ParamKey, String>();
        Map<ParamKey, String> asked = asked(entries);
        if (!asked.isEmpty()) {
            run("""
                    select p.run_id, p.key, p.value from unnest(?::text[], ?::text[]) as asked (run_id, key)
                    join training.run_param p using (run_id, key)
                    """, statement -> {
                statement.setArray(1, texts(statement, column(asked.keySet(), ParamKey::runId)));
                statement.setArray(2, texts(statement, column(asked.keySet(), ParamKey::key)));
                try (var rs = statement.executeQuery()) {
                    while (rs.next()) {
                        known.put(new ParamKey(rs.getString(1), rs.getString(2)), rs.getString(3));
                    }
                }
            });
        }
        return known;
    }

    /** False when another transaction has set one of them meanwhile: then this one must not happen. */
    boolean addParams(List<LogEntry> entries) {
        Map<ParamKey, String> params = asked(entries);
        if (params.isEmpty()) {
            return true;
        }
        var written = new int[1];
        run("""
                insert into training.run_param (run_id, key, value)
                select * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
                on conflict do nothing
                """, statement -> {
            bind(statement, params);
            written[0] = statement.executeUpdate();
        });
        return written[0] == params.size() || params(entries).equals(params);
    }

    private static Map<ParamKey, String> asked(List<LogEntry> entries) {
        var asked = new TreeMap<ParamKey, String>(ORDER);
        for (LogEntry entry : entries) {
            entry.params().forEach(each -> asked.put(new ParamKey(entry.runId(), each.key()), each.value()));
        }
        return asked;
    }

    /** A name that is logged as a tag is the run's name from then on. */
    void addTags(List<LogEntry> entries) {
        var tags = new TreeMap<ParamKey, String>(ORDER);
        tags.putAll(RunLog.last(entries));
        if (tags.isEmpty()) {
            return;
        }
        run("""
                insert into training.run_tag (run_id, key, value)
                select * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
                on conflict (run_id, key) do update set value = excluded.value
                """, statement -> {
            bind(statement, tags);
            statement.executeUpdate();
        });
        tags.keySet().removeIf(each -> !TrackedRun.NAME_TAG.equals(each.key()));
        tags.forEach((key, name) -> jdbc.update("update training.run set name = ? where id = ?", name, key.runId()));
    }

    void addPoints(List<LogEntry> entries, Instant now) {
        Map<ParamKey, List<MetricPoint>> found = new HashMap<>();
        for (LogEntry entry : entries) {
            for (MetricPoint each : entry.metrics()) {
                found.computeIfAbsent(new ParamKey(entry.runId(), each.key()), key -> new ArrayList<>())
                        .add(each);
            }
        }
        if (!found.isEmpty()) {
            Map<ParamKey, List<MetricPoint>> points = new TreeMap<>(ORDER);
            points.putAll(found);
            insertPoints(points, now);
            summarize(points);
        }
    }

    void forgetMetrics(String runId) {
        jdbc.update("delete from training.metric_points where run_id = ?", runId);
        jdbc.update("delete from training.run_metric where run_id = ?", runId);
    }

    private void insertPoints(Map<ParamKey, List<MetricPoint>> points, Instant now) {
        run("""
                insert into training.metric_points (run_id, key, logged_at, steps, times_ms, readings)
                select (?::text[])[run], (?::text[])[run], ?, array_agg(step), array_agg(time_ms), array_agg(reading)
                from unnest(?::int[], ?::bigint[], ?::bigint[], ?::float8[]) as p (run, step, time_ms, reading)
                group by run
                """, statement -> {
            statement.setArray(1, texts(statement, column(points.keySet(), ParamKey::runId)));
            statement.setArray(2, texts(statement, column(points.keySet(), ParamKey::key)));
            statement.setTimestamp(3, Timestamp.from(now));
            bindPoints(statement, points.values());
            statement.executeUpdate();
        });
    }

    private static void bindPoints(PreparedStatement statement, Collection<List<MetricPoint>> points)
            throws SQLException {
        int size = points.stream().mapToInt(List::size).sum();
        int[] groups = new int[size];
        long[] steps = new long[size];
        long[] times = new long[size];
        double[] values = new double[size];
        int next = 0;
        int group = 0;
        for (List<MetricPoint> each : points) {
            group++;
            for (MetricPoint point : each) {
                groups[next] = group;
                steps[next] = point.step();
                times[next] = point.timeMs();
                values[next++] = point.value();
            }
        }
        Connection connection = statement.getConnection();
        statement.setArray(4, SqlArrays.of(connection, "int4", groups));
        statement.setArray(5, SqlArrays.of(connection, "int8", steps));
        statement.setArray(6, SqlArrays.of(connection, "int8", times));
        statement.setArray(7, SqlArrays.of(connection, "float8", values));
    }

    /** Nothing is written where nothing changes: a value between the bounds that is older than the newest. */
    private void summarize(Map<ParamKey, List<MetricPoint>> points) {
        run("""
                insert into training.run_metric as m
                    (run_id, key, last_value, last_step, last_time_ms, min_value, max_value)
                select run_id, key, last_value, last_step, last_time_ms, nullif(min_value, 'NaN'), nullif(max_value, 'NaN')
                from unnest(?::text[], ?::text[], ?::float8[], ?::bigint[], ?::bigint[], ?::float8[], ?::float8[])
                    as n (run_id, key, last_value, last_step, last_time_ms, min_value, max_value)
                on conflict (run_id, key) do update set
                    (last_value, last_step, last_time_ms) = (select c.* from (values
                        (m.last_value, m.last_step, m.last_time_ms),
                        (excluded.last_value, excluded.last_step, excluded.last_time_ms)) as c (reading, step, time_ms)
                        order by step desc, time_ms desc, reading desc limit 1),
                    min_value = least(m.min_value, excluded.min_value),
                    max_value = greatest(m.max_value, excluded.max_value)
                where (excluded.last_step, excluded.last_time_ms, excluded.last_value)
                        > (m.last_step, m.last_time_ms, m.last_value)
                    or least(m.min_value, excluded.min_value) is distinct from m.min_value
                    or greatest(m.max_value, excluded.max_value) is distinct from m.max_value
                """, statement -> {
            List<MetricSummary> summaries =
                    points.values().stream().map(MetricSummary::of).toList();
            Connection connection = statement.getConnection();
            statement.setArray(1, texts(statement, column(points.keySet(), ParamKey::runId)));
            statement.setArray(2, texts(statement, column(points.keySet(), ParamKey::key)));
            statement.setArray(
                    3,
                    SqlArrays.of(
                            connection,
                            "float8",
                            summaries.stream()
                                    .mapToDouble(each -> each.last().value())
                                    .toArray()));
            statement.setArray(
                    4,
                    SqlArrays.of(
                            connection,
                            "int8",
                            summaries.stream()
                                    .mapToLong(each -> each.last().step())
                                    .toArray()));
            statement.setArray(
                    5,
                    SqlArrays.of(
                            connection,
                            "int8",
                            summaries.stream()
                                    .mapToLong(each -> each.last().timeMs())
                                    .toArray()));
            statement.setArray(
                    6,
                    SqlArrays.of(
                            connection,
                            "float8",
                            summaries.stream().mapToDouble(MetricSummary::min).toArray()));
            statement.setArray(
                    7,
                    SqlArrays.of(
                            connection,
                            "float8",
                            summaries.stream().mapToDouble(MetricSummary::max).toArray()));
            statement.executeUpdate();
        });
    }

    private static void bind(PreparedStatement statement, Map<ParamKey, String> values) throws SQLException {
        statement.setArray(1, texts(statement, column(values.keySet(), ParamKey::runId)));
        statement.setArray(2, texts(statement, column(values.keySet(), ParamKey::key)));
        statement.setArray(3, texts(statement, values.values().toArray(String[]::new)));
    }

    private static String[] column(Collection<ParamKey> keys, java.util.function.Function<ParamKey, String> column) {
        return keys.stream().map(column).toArray(String[]::new);
    }

    private static Array texts(PreparedStatement statement, String[] values) throws SQLException {
        return SqlArrays.of(statement.getConnection(), "text", values);
    }

    private interface Work {
        void with(PreparedStatement statement) throws SQLException;
    }

    private void run(String sql, Work work) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                work.with(statement);
            }
            return null;
        });
    }
}
