package com.aimatrix.feature.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is held back, in the database. */
@Component
public class QuarantineStore {

    private static final String INSERT = """
            insert into feature.quarantine (view_id, series_id, source_id, event_id, event_time, entity, reasons, payload,
                status, created_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::json, 'OPEN', ?)
            """;

    /** A series stands for every view that reads its windows; it is told under the first of them. */
    private static final String SELECT = """
            select q.*, s.name as source, coalesce(v.name, (
                select w.name from feature.view_series l join feature.view w on w.id = l.view_id
                where l.series_id = q.series_id order by w.id limit 1)) as view
            from feature.quarantine q left join feature.view v on v.id = q.view_id
                left join feature.source s on s.id = q.source_id
            """;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final JsonMapper json;
    private final Clock clock;

    QuarantineStore(JdbcTemplate jdbc, JdbcClient client, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps rows and events in the transaction that would have written them. */
    public void hold(Collection<Held> held) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(INSERT, held, 1_000, (statement, each) -> {
            statement.setObject(1, each.viewId());
            statement.setObject(2, each.seriesId());
            statement.setObject(3, each.sourceId());
            statement.setString(4, each.eventId());
            statement.setTimestamp(5, new Timestamp(each.timeMs()));
            statement.setString(6, each.entity());
            statement.setString(7, json.writeValueAsString(each.reasons()));
            statement.setString(8, each.payload().toString());
            statement.setTimestamp(9, now);
        });
    }

    /**
     * @param view name, or null for all
     * @param status or null for all
     * @param after id of the last one seen
     */
    public List<QuarantinedRow> list(String view, QuarantinedRow.Status status, long after, int limit) {
        return client.sql(SELECT + """
                        where q.id > :after and (:status::text is null or q.status = :status)
                            and (:view::text is null or v.name = :view or exists (
                                select from feature.view_series l join feature.view w on w.id = l.view_id
                                where l.series_id = q.series_id and w.name = :view))
                        order by q.id limit :limit
                        """)
                .param("after", after)
                .param("status", status == null ? null : status.name())
                .param("view", view)
                .param("limit", limit)
                .query((rs, n) -> row(rs))
                .list();
    }

    public Optional<QuarantinedRow> find(long id) {
        return client.sql(SELECT + "where q.id = ?")
                .param(id)
                .query((rs, n) -> row(rs))
                .optional();
    }

    /** Takes an open one for this transaction alone; empty when it is not open. */
    public Optional<QuarantinedRow> claim(long id) {
        return client.sql(SELECT + "where q.id = ? and q.status = 'OPEN' for update of q")
                .param(id)
                .query((rs, n) -> row(rs))
                .optional();
    }

    public void close(long id, QuarantinedRow.Status status, JsonNode correction) {
        client.sql("update feature.quarantine set status = ?, correction = ?::json, closed_at = ? where id = ?")
                .params(
                        status.name(),
                        correction == null ? null : correction.toString(),
                        Timestamp.from(clock.instant()),
                        id)
                .update();
    }

    private QuarantinedRow row(ResultSet rs) throws SQLException {
        String correction = rs.getString("correction");
        Timestamp closed = rs.getTimestamp("closed_at");
        return new QuarantinedRow(
                rs.getLong("id"),
                QuarantinedRow.Status.valueOf(rs.getString("status")),
                rs.getString("view"),
                rs.getObject("view_id", Integer.class),
                rs.getObject("series_id", Integer.class),
                rs.getString("source"),
                rs.getString("event_id"),
                rs.getTimestamp("event_time").toInstant(),
                rs.getString("entity"),
                Arrays.asList(json.readValue(rs.getString("reasons"), Broken[].class)),
                json.readTree(rs.getString("payload")),
                correction == null ? null : json.readTree(correction),
                rs.getTimestamp("created_at").toInstant(),
                closed == null ? null : closed.toInstant());
    }
}
