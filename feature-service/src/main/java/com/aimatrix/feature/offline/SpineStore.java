package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.batch.RowTimes;
import com.aimatrix.feature.definition.JsonPath;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;

/** Reads the rows of a training set from the raw events of a source. */
@Component
class SpineStore {

    private final JdbcTemplate jdbc;

    SpineStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Hands over rows in no particular order; must run in a transaction, since they come through a cursor.
     *
     * @param dataCut events that had arrived by then
     */
    void read(int sourceId, Spine spine, Instant dataCut, List<String> joinKeys, Consumer<SpineRow> consumer) {
        List<String> carried = spine.columns() == null ? List.of() : spine.columns();
        var paths = new ArrayList<>(Arrays.asList(spine.timestamp(), spine.id(), spine.label()));
        paths.addAll(joinKeys);
        paths.addAll(carried);
        Instant from = spine.from() == null ? Times.FIRST : spine.from();
        Instant to = spine.to() == null ? Times.LAST : spine.to();
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
                    boolean byEventTime = spine.timestamp() == null;
                    statement.setInt(p++, sourceId);
                    statement.setTimestamp(p++, Timestamp.from(spine.cut() == null ? Times.LAST : spine.cut()));
                    statement.setTimestamp(p++, Timestamp.from(dataCut));
                    statement.setTimestamp(p++, Timestamp.from(byEventTime ? from : Times.FIRST));
                    statement.setTimestamp(p, Timestamp.from(byEventTime ? to : Times.LAST));
                    return statement;
                },
                (ResultSet rs) -> {
                    SpineRow row = row(rs, spine, joinKeys.size(), carried.size());
                    if (row.atMs() >= from.toEpochMilli() && row.atMs() < to.toEpochMilli()) {
                        consumer.accept(row);
                    }
                });
    }

    private static String sql(List<String> paths) {
        String columns = paths.stream()
                .map(path -> path == null ? ", null::text" : ", payload #>> ?::text[]")
                .collect(Collectors.joining());
        return """
                select event_id, event_time %s from feature.event
                where source_id = ? and event_time <= ? and received_at <= ? and event_time >= ? and event_time < ?
                """.formatted(columns);
    }

    /** A path as the text of a PostgreSQL array. */
    private static String array(String path) {
        var segments = new ArrayList<String>();
        for (JsonPointer each = JsonPath.pointer(path); !each.matches(); each = each.tail()) {
            segments.add('"' + each.getMatchingProperty().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return segments.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static SpineRow row(ResultSet rs, Spine spine, int keys, int carried) throws SQLException {
        String eventId = rs.getString(1);
        long atMs = spine.timestamp() == null ? rs.getTimestamp(2).getTime() : time(eventId, rs.getString(3));
        String id = rs.getString(4);
        return new SpineRow(
                id == null ? eventId : id,
                atMs,
                SpineLabels.asNumber(rs.getString(5)),
                texts(rs, 6, keys),
                texts(rs, 6 + keys, carried));
    }

    private static String[] texts(ResultSet rs, int first, int count) throws SQLException {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = rs.getString(first + i);
        }
        return texts;
    }

    private static long time(String eventId, String text) {
        Instant time = text == null ? null : RowTimes.parse(text);
        if (time == null) {
            throw ApiProblem.badField(
                    "spine.timestamp",
                    "the event %s has %s there, expected a time such as 2011-04-01T12:00:00Z".formatted(eventId, text));
        }
        return time.toEpochMilli();
    }
}
