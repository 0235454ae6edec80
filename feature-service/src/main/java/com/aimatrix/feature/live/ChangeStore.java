package com.aimatrix.feature.live;

import com.aimatrix.kit.database.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was committed, in the order of transactions. */
@Component
class ChangeStore {

    private static final int PAGE = 20_000;

    /** Transactions that are sorted at a time, however far there is to go. */
    private static final long MOST_TRANSACTIONS = 20_000;

    /** Whatever a transaction before it has written is there: none of them is under way any more. */
    private static final String HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String CHANGES = """
            (select tx, view_id, null::int as source_id, entity as text,
                (extract(epoch from event_time) * 1000)::bigint as at_ms
            from feature.history where tx >= ? and tx < ? and view_id = any(?))
            union all
            (select tx, null, source_id, payload::text, (extract(epoch from event_time) * 1000)::bigint
            from feature.event where tx >= ? and tx < ? and source_id = any(?))
            order by tx limit ?
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ChangeStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param next the transaction to go on with */
    record Page(List<Change> changes, long next) {}

    /** The transaction before which everything is committed or undone. */
    long horizon() {
        return jdbc.queryForObject(HORIZON, Long.class);
    }

    /** Some changes of transactions from one on, at most up to the horizon, whole transactions at a time. */
    Page read(long from, long horizon, Collection<Integer> viewIds, Collection<Integer> sourceIds) {
        long end = Math.min(horizon, from + MOST_TRANSACTIONS);
        for (int limit = PAGE; ; limit *= 2) {
            List<Change> changes = read(from, end, viewIds, sourceIds, limit + 1);
            if (changes.size() <= limit) {
                return new Page(changes, end);
            }
            long incomplete = changes.get(limit).tx();
            List<Change> whole =
                    changes.stream().filter(each -> each.tx() < incomplete).toList();
            if (!whole.isEmpty()) {
                return new Page(whole, incomplete);
            }
        }
    }

    private List<Change> read(
            long from, long horizon, Collection<Integer> viewIds, Collection<Integer> sourceIds, int limit) {
        var changes = new ArrayList<Change>();
        jdbc.query(
                CHANGES,
                statement -> {
                    var connection = statement.getConnection();
                    statement.setLong(1, from);
                    statement.setLong(2, horizon);
                    statement.setArray(3, SqlArrays.of(connection, "int4", ids(viewIds)));
                    statement.setLong(4, from);
                    statement.setLong(5, horizon);
                    statement.setArray(6, SqlArrays.of(connection, "int4", ids(sourceIds)));
                    statement.setInt(7, limit);
                },
                (RowCallbackHandler) rs -> changes.add(change(rs)));
        return changes;
    }

    private Change change(ResultSet rs) throws SQLException {
        Integer viewId = rs.getObject(2, Integer.class);
        String text = rs.getString(4);
        return new Change(
                rs.getLong(1),
                viewId,
                rs.getObject(3, Integer.class),
                viewId == null ? null : text,
                viewId == null ? json.readTree(text) : null,
                rs.getLong(5));
    }

    private static int[] ids(Collection<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
