package com.aimatrix.feature.offline;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads when something happened to entities: rows of a view, or events of a source. Must run in a transaction. */
@Component
class HistoryStore {

    private static final String ROWS = """
            select entity, (extract(epoch from event_time) * 1000)::bigint from feature.history
            where view_id = ? and event_time >= ? and event_time < ? and created_at <= ?
            order by event_time, entity, created_at
            """;

    private static final String EVENTS = """
            select payload, (extract(epoch from event_time) * 1000)::bigint from feature.event
            where source_id = ? and event_time >= ? and event_time < ? and received_at <= ?
            order by event_time, event_id
            """;

    private final JdbcTemplate jdbc;

    HistoryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes moments in the order of time. */
    interface MomentConsumer {

        /** @param text an encoded entity, or the payload of an event */
        void accept(String text, long atMs);
    }

    void rows(int viewId, Instant from, Instant to, Instant cut, MomentConsumer consumer) {
        read(ROWS, viewId, from, to, cut, consumer);
    }

    void events(int sourceId, Instant from, Instant to, Instant cut, MomentConsumer consumer) {
        read(EVENTS, sourceId, from, to, cut, consumer);
    }

    private void read(String sql, int id, Instant from, Instant to, Instant cut, MomentConsumer consumer) {
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql);
                    statement.setFetchSize(10_000);
                    statement.setInt(1, id);
                    statement.setTimestamp(2, Timestamp.from(from));
                    statement.setTimestamp(3, Timestamp.from(to));
                    statement.setTimestamp(4, Timestamp.from(cut));
                    return statement;
                },
                (ResultSet rs) -> consumer.accept(rs.getString(1), rs.getLong(2)));
    }
}
