package com.aimatrix.training.tracking;

import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the points of one metric of several runs, for charts. */
@Component
public class MetricCharts {

    private static final String POINTS = """
            select distinct r.id, p.time_ms, p.step, p.reading %s where r.id = any(:runs) and m.key = :key
            """.formatted(MetricHistories.EACH);

    private final JdbcClient jdbc;

    MetricCharts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A point of one of the runs. */
    public record RunPoint(String runId, MetricPoint point) {}

    /**
     * Points by run, time, step and value.
     *
     * @param most points, all runs together
     */
    @Transactional(readOnly = true)
    public List<RunPoint> all(List<String> runIds, String key, int most) {
        return jdbc.sql("%s order by 1, 2, 3, 4 limit :most".formatted(POINTS))
                .param("runs", runIds.toArray(String[]::new))
                .param("key", key)
                .param("most", most)
                .query(rowOf(key))
                .list();
    }

    /**
     * Points at evenly chosen steps: of the steps that any of the runs has within a range so many that they are no more than
     * {@code most}, the last one, and each run's own first and last. All runs are read at the same steps, so that their curves
     * can be compared.
     *
     * @param from null for the first step; likewise to
     * @return by run in the order asked, then step, time and value
     */
    @Transactional(readOnly = true)
    public List<RunPoint> sampled(List<String> runIds, String key, Long from, Long to, int most) {
        return jdbc.sql("""
                        with points as materialized (%s
                            and (:from::bigint is null or p.step >= :from) and (:to::bigint is null or p.step <= :to)),
                        steps as (
                            select step, row_number() over (order by step) - 1 as number, count(*) over () as count
                            from (select distinct step from points) as each),
                        chosen as (
                            select step from steps
                            where count <= :most or number = count - 1
                                or floor(number / (count::numeric / :most)) > floor((number - 1) / (count::numeric / :most))
                                or number = 0
                            union select min(step) from points group by id
                            union select max(step) from points group by id)
                        select id, time_ms, step, reading from points join chosen using (step)
                        order by array_position(:runs::text[], id), step, time_ms, reading
                        """.formatted(POINTS))
                .param("runs", runIds.toArray(String[]::new))
                .param("key", key)
                .param("from", from)
                .param("to", to)
                .param("most", most)
                .query(rowOf(key))
                .list();
    }

    private static RowMapper<RunPoint> rowOf(String key) {
        return (rs, n) ->
                new RunPoint(rs.getString(1), new MetricPoint(key, rs.getDouble(4), rs.getLong(3), rs.getLong(2)));
    }
}
