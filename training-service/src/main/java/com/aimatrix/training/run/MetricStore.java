package com.aimatrix.training.run;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metric points and the newest of each. */
@Component
class MetricStore {

    private static final RowMapper<MetricPoint> POINT = (rs, n) -> new MetricPoint(
            rs.getString("key"),
            rs.getDouble("value"),
            rs.getLong("step"),
            rs.getTimestamp("recorded_at").toInstant());

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MetricStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void add(String runId, List<MetricPoint> points) {
        batches.batchUpdate("""
                insert into training.metric_point (run_id, key, step, recorded_at, value) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, rows(runId, points));
        batches.batchUpdate("""
                insert into training.metric_last as newest (run_id, key, step, recorded_at, value)
                values (?, ?, ?, ?, ?)
                on conflict (run_id, key) do update
                set step = excluded.step, recorded_at = excluded.recorded_at, value = excluded.value
                where (excluded.step, excluded.recorded_at) >= (newest.step, newest.recorded_at)
                """, rows(runId, newest(points)));
    }

    /** One point a metric: in a batch that becomes one statement no row may be touched twice, and the older are in vain. */
    private static Collection<MetricPoint> newest(List<MetricPoint> points) {
        var order = Comparator.comparingLong(MetricPoint::step).thenComparing(MetricPoint::recordedAt);
        return points.stream()
                .collect(Collectors.toMap(MetricPoint::key, Function.identity(), BinaryOperator.maxBy(order)))
                .values();
    }

    void forget(String runId) {
        jdbc.sql("delete from training.metric_point where run_id = ?")
                .param(runId)
                .update();
        jdbc.sql("delete from training.metric_last where run_id = ?")
                .param(runId)
                .update();
    }

    List<MetricPoint> history(String runId, String key, int limit) {
        return jdbc.sql("""
                        select key, value, step, recorded_at from training.metric_point
                        where run_id = ? and key = ? order by step, recorded_at, value limit ?
                        """).params(runId, key, limit).query(POINT).list();
    }

    /** The newest value of each metric, by run id and key. */
    Map<String, Map<String, Double>> last(Collection<String> runIds) {
        var byRun = new HashMap<String, Map<String, Double>>();
        jdbc.sql("select run_id, key, value from training.metric_last where run_id = any(?)")
                .param(runIds.toArray(String[]::new))
                .query(rs -> {
                    byRun.computeIfAbsent(rs.getString("run_id"), id -> new TreeMap<>())
                            .put(rs.getString("key"), rs.getDouble("value"));
                });
        return byRun;
    }

    private static List<Object[]> rows(String runId, Collection<MetricPoint> points) {
        return points.stream()
                .map(point -> new Object[] {
                    runId, point.key(), point.step(), Timestamp.from(point.recordedAt()), point.value()
                })
                .toList();
    }
}
