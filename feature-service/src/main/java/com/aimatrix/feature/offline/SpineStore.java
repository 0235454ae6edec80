package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.kit.problem.ApiProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the rows of a training set from the raw events of a source. */
@Component
class SpineStore {

    private final JdbcTemplate jdbc;

    SpineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param keys values of the join keys, in the order asked for; null where the event has none */
    record SpineRow(String id, long atMs, String label, String[] keys) {}

    /** Rows in order of time and id; must run in a transaction. */
    List<SpineRow> read(int sourceId, Spine spine, List<String> joinKeys) {
        var rows = new ArrayList<SpineRow>();
        var paths = new ArrayList<>(Arrays.asList(spine.timestamp(), spine.id(), spine.label()));
        paths.addAll(joinKeys);
        long fromMs = spine.from() == null ? Long.MIN_VALUE : spine.from().toEpochMilli();
        long toMs = spine.to() == null ? Long.MAX_VALUE : spine.to().toEpochMilli();
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(sql(paths));
                    statement.setFetchSize(10_000);
                    int p = 1;
                    for (String path : paths) {
                        if (path != null) {
                            statement.setString(p++, array(path));
                        }
                    }
                    statement.setInt(p++, sourceId);
                    Instant cut = spine.cut() == null ? Instant.parse("9999-01-01T00:00:00Z") : spine.cut();
                    statement.setTimestamp(p, Timestamp.from(cut));
                    return statement;
                },
                (ResultSet rs) -> {
                    SpineRow row = row(rs, spine, joinKeys.size());
                    if (row.atMs() >= fromMs && row.atMs() < toMs) {
                        rows.add(row);
                    }
                });
        rows.sort((a, b) -> a.atMs() != b.atMs() ? Long.compare(a.atMs(), b.atMs()) : a.id().compareTo(b.id()));
        return rows;
    }

    private static String sql(List<String> paths) {
        String columns = paths.stream()
                .map(path -> path == null ? ", null::text" : ", payload #>> ?::text[]")
                .collect(Collectors.joining());
        return """
                select event_id, event_time %s from feature.event where source_id = ? and event_time <= ?
                """.formatted(columns);
    }

    /** A dotted path as the text of a PostgreSQL array. */
    private static String array(String dotted) {
        return Arrays.stream(dotted.split("\\."))
                .map(each -> '"' + each.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static SpineRow row(ResultSet rs, Spine spine, int keyCount) throws SQLException {
        String eventId = rs.getString(1);
        long atMs = spine.timestamp() == null ? rs.getTimestamp(2).getTime() : time(eventId, rs.getString(3));
        String id = rs.getString(4);
        String[] keys = new String[keyCount];
        for (int i = 0; i < keyCount; i++) {
            keys[i] = rs.getString(6 + i);
        }
        return new SpineRow(id == null ? eventId : id, atMs, number(rs.getString(5)), keys);
    }

    private static long time(String eventId, String text) {
        try {
            return OffsetDateTime.parse(String.valueOf(text)).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw ApiProblem.badField(
                    "spine.timestamp", "the event %s has %s there, expected RFC 3339".formatted(eventId, text));
        }
    }

    /** Truth as 1 and 0, so that a label is always a number. */
    private static String number(String label) {
        if ("true".equals(label)) {
            return "1";
        }
        return "false".equals(label) ? "0" : label;
    }
}
