package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.SqlArrays;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what runs log. Rows go in ordered by run and key, so that two transactions never wait for each other. */
@Component
class LogStore {

    private static final Comparator<RunKey> ORDER =
            Comparator.comparing(RunKey::runId).thenComparing(RunKey::key);

    private final JdbcTemplate jdbc;

    LogStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record LoggedRun(boolean deleted) {}

    /** A param, tag or metric of a run. */
    record RunKey(String runId, String key) {}

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
    Map<RunKey, String> params(List<LogEntry> entries) {
        var known = new HashMap<RunKey, String>();
        Map<RunKey, String> asked = texts(entries, LogEntry::params);
        if (!asked.isEmpty()) {
            jdbc.query("""
                    select p.run_id, p.key, p.value from unnest(?::text[], ?::text[]) as asked (run_id, key)
                    join training.run_param p using (run_id, key)
                    """, statement -> bindKeys(statement, asked.keySet()), rs -> {
                known.put(new RunKey(rs.getString(1), rs.getString(2)), rs.getString(3));
            });
        }
        return known;
    }

    /** False when another transaction has set one of them meanwhile: then this one must not happen. */
    boolean addParams(List<LogEntry> entries) {
        Map<RunKey, String> params = texts(entries, LogEntry::params);
        if (params.isEmpty()) {
            return true;
        }
        int written = jdbc.update("""
                insert into training.run_param (run_id, key, value)
                select * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
                on conflict do nothing
                """, statement -> bindTexts(statement, params));
        return written == params.size() || params(entries).equals(params);
    }

    /** A name that is logged as a tag is the run's name from then on. */
    void addTags(List<LogEntry> entries) {
        Map<RunKey, String> tags = texts(entries, LogEntry::tags);
        if (tags.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into training.run_tag (run_id, key, value)
                select * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
                on conflict (run_id, key) do update set value = excluded.value
                """, statement -> bindTexts(statement, tags));
        tags.forEach((tag, value) -> {
            if (TrackedRun.NAME_TAG.equals(tag.key())) {
                jdbc.update("update training.run set name = ? where id = ?", value, tag.runId());
            }
        });
    }

    /** Params or tags of entries, in order; the last value of a key counts. */
    private static Map<RunKey, String> texts(List<LogEntry> entries, Function<LogEntry, List<KeyValue>> of) {
        var texts = new TreeMap<RunKey, String>(ORDER);
        for (LogEntry entry : entries) {
            of.apply(entry).forEach(each -> texts.put(new RunKey(entry.runId(), each.key()), each.value()));
        }
        return texts;
    }

    void addPoints(List<LogEntry> entries, Instant now) {
        // Most points share their key with others: they are put together by hash, and only what is left is ordered.
        Map<RunKey, List<MetricPoint>> found = new HashMap<>();
        for (LogEntry entry : entries) {
            for (MetricPoint each : entry.metrics()) {
                found.computeIfAbsent(new RunKey(entry.runId(), each.key()), key -> new ArrayList<>())
                        .add(each);
            }
        }
        if (!found.isEmpty()) {
            Map<RunKey, List<MetricPoint>> points = new TreeMap<>(ORDER);
            points.putAll(found);
            insertPoints(points, now);
            summarize(points);
        }
    }

    void forgetMetrics(String runId) {
        jdbc.update("delete from training.metric_points where run_id = ?", runId);
        jdbc.update("delete from training.run_metric where run_id = ?", runId);
    }

    private void insertPoints(Map<RunKey, List<MetricPoint>> points, Instant now) {
        jdbc.update("""
                insert into training.metric_points (run_id, key, logged_at, steps, times_ms, readings)
                select (?::text[])[run], (?::text[])[run], ?, array_agg(step), array_agg(time_ms), array_agg(reading)
                from unnest(?::int[], ?::bigint[], ?::bigint[], ?::float8[]) as p (run, step, time_ms, reading)
                group by run
                """, statement -> {
            bindKeys(statement, points.keySet());
            statement.setTimestamp(3, Timestamp.from(now));
            bindPoints(statement, points.values());
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
        bind(statement, 4, "int4", groups);
        bind(statement, 5, "int8", steps);
        bind(statement, 6, "int8", times);
        bind(statement, 7, "float8", values);
    }

    /** Nothing is written where nothing changes: a value between the bounds that is older than the newest. */
    private void summarize(Map<RunKey, List<MetricPoint>> points) {
        List<MetricSummary> summaries =
                points.values().stream().map(MetricSummary::of).toList();
        jdbc.update("""
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
            bindKeys(statement, points.keySet());
            bind(statement, 3, "float8", doubles(summaries, each -> each.last().value()));
            bind(statement, 4, "int8", longs(summaries, each -> each.last().step()));
            bind(statement, 5, "int8", longs(summaries, each -> each.last().timeMs()));
            bind(statement, 6, "float8", doubles(summaries, MetricSummary::min));
            bind(statement, 7, "float8", doubles(summaries, MetricSummary::max));
        });
    }

    private static double[] doubles(List<MetricSummary> summaries, ToDoubleFunction<MetricSummary> of) {
        return summaries.stream().mapToDouble(of).toArray();
    }

    private static long[] longs(List<MetricSummary> summaries, ToLongFunction<MetricSummary> of) {
        return summaries.stream().mapToLong(of).toArray();
    }

    private static void bindTexts(PreparedStatement statement, Map<RunKey, String> texts) throws SQLException {
        bindKeys(statement, texts.keySet());
        bind(statement, 3, "text", texts.values().toArray(String[]::new));
    }

    /** As the first two parameters. */
    private static void bindKeys(PreparedStatement statement, Collection<RunKey> keys) throws SQLException {
        bind(statement, 1, "text", keys.stream().map(RunKey::runId).toArray(String[]::new));
        bind(statement, 2, "text", keys.stream().map(RunKey::key).toArray(String[]::new));
    }

    private static void bind(PreparedStatement statement, int parameter, String type, Object values)
            throws SQLException {
        statement.setArray(parameter, SqlArrays.of(statement.getConnection(), type, values));
    }
}
