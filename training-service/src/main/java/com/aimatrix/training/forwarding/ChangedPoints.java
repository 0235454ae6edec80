package com.aimatrix.training.forwarding;

import com.aimatrix.training.tracking.MetricPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metric points in the order of the transactions that wrote them. */
@Component
class ChangedPoints {

    /** A row has at most a thousand points. */
    private static final int ROWS_AT_ONCE = 500;

    private static final String COLUMNS =
            "select p.written_in, p.tableoid::bigint, p.ctid::text, p.run_id, p.key, p.steps, p.times_ms, p.readings from training.metric_points p";

    private final JdbcClient jdbc;

    ChangedPoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Points of one key that were logged together.
     *
     * @param table where the row lies, and its place there: together they put the rows of a transaction in order
     */
    record Row(long writtenIn, long table, String place, String runId, List<MetricPoint> points) {}

    /** @param until points of transactions before this one: there are no more of them */
    record Page(List<Row> rows, long until) {}

    /**
     * The next points, whole transactions; of one that is larger than a page its first part, with the transaction itself as the
     * end, to be continued by {@link #more}.
     */
    Page next(long from, long before) {
        List<Row> rows = jdbc.sql("""
                        %s where p.written_in >= ? and p.written_in < ?
                        order by p.written_in, p.tableoid::bigint, p.ctid limit ?
                        """.formatted(COLUMNS))
                .params(from, before, ROWS_AT_ONCE)
                .query((rs, n) -> row(rs))
                .list();
        if (rows.size() < ROWS_AT_ONCE) {
            return new Page(rows, before);
        }
        long last = rows.get(rows.size() - 1).writtenIn();
        return rows.get(0).writtenIn() == last
                ? new Page(rows, last)
                : new Page(rows.stream().filter(each -> each.writtenIn() < last).toList(), last);
    }

    /** More of the transaction of a row; empty when there is none. */
    List<Row> more(Row after) {
        return jdbc.sql("""
                        %s where p.written_in = ? and (p.tableoid::bigint, p.ctid) > (?, cast(? as tid))
                        order by p.tableoid::bigint, p.ctid limit ?
                        """.formatted(COLUMNS))
                .params(after.writtenIn(), after.table(), after.place(), ROWS_AT_ONCE)
                .query((rs, n) -> row(rs))
                .list();
    }

    private static Row row(ResultSet rs) throws SQLException {
        String key = rs.getString(5);
        Long[] steps = (Long[]) rs.getArray(6).getArray();
        Long[] times = (Long[]) rs.getArray(7).getArray();
        Double[] values = (Double[]) rs.getArray(8).getArray();
        var points = new ArrayList<MetricPoint>(steps.length);
        for (int i = 0; i < steps.length; i++) {
            points.add(new MetricPoint(key, values[i], steps[i], times[i]));
        }
        return new Row(rs.getLong(1), rs.getLong(2), rs.getString(3), rs.getString(4), points);
    }
}
