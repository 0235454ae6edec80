package com.aimatrix.training.tracking;

import com.aimatrix.mlflow.search.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads metric points. They come ordered by time, step and value, each once. */
@Component
public class MetricHistories {

    /** Every point p of runs r; they never came before the run was made. */
    static final String EACH = """
            from training.run r
            join training.metric_points m on m.run_id = r.id and m.logged_at >= r.created_at
            cross join lateral unnest(m.times_ms, m.steps, m.readings) as p (time_ms, step, reading)
            """;

    private static final String POINTS =
            "select distinct p.time_ms, p.step, p.reading %s where r.id = ? and m.key = ?".formatted(EACH);

    private static final int FETCHED_AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;

    MetricHistories(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param nextToken null on the last page */
    public record Page(List<MetricPoint> points, String nextToken) {}

    /** Hands over every point as it comes from the database, so that a history of any length passes through. */
    @Transactional(readOnly = true)
    public void each(String runId, String key, Consumer<MetricPoint> taker) {
        query("%s order by 1, 2, 3".formatted(POINTS), key, taker, runId, key);
    }

    /** One page. */
    @Transactional(readOnly = true)
    public Page page(String runId, String key, int size, String token) {
        List<String> question = List.of(runId, key);
        JsonNode place = PageToken.read(token, question);
        var points = new ArrayList<MetricPoint>();
        if (place == null) {
            query("%s order by 1, 2, 3 limit ?".formatted(POINTS), key, points::add, runId, key, size + 1);
        } else {
            query(
                    "%s and (p.time_ms, p.step, p.reading) > (?, ?, ?) order by 1, 2, 3 limit ?".formatted(POINTS),
                    key,
                    points::add,
                    runId,
                    key,
                    place.path(0).asLong(0),
                    place.path(1).asLong(0),
                    Double.valueOf(place.path(2).asString("NaN")),
                    size + 1);
        }
        if (points.size() <= size) {
            return new Page(points, null);
        }
        MetricPoint last = points.get(size - 1);
        JsonNode next = JsonNodeFactory.instance
                .arrayNode()
                .add(last.timeMs())
                .add(last.step())
                .add(String.valueOf(last.value()));
        return new Page(points.subList(0, size), PageToken.write(next, question));
    }

    private void query(String sql, String key, Consumer<MetricPoint> taker, Object... parameters) {
        RowCallbackHandler rows =
                rs -> taker.accept(new MetricPoint(key, rs.getDouble(3), rs.getLong(2), rs.getLong(1)));
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(sql);
                    statement.setFetchSize(FETCHED_AT_ONCE);
                    for (int i = 0; i < parameters.length; i++) {
                        statement.setObject(i + 1, parameters[i]);
                    }
                    return statement;
                },
                rows);
    }
}
