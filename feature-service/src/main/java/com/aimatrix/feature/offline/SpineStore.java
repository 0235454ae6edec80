package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.batch.RowTimes;
import com.aimatrix.feature.definition.JsonPath;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads the rows of a training set from the raw events of a source. */
@Component
class SpineStore {

    private static final String EVENTS = """
            select event_id, event_time, payload from feature.event
            where source_id = ? and event_time <= ? and received_at <= ? and event_time >= ? and event_time < ?
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    SpineStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Hands over rows in no particular order; must run in a transaction, since they come through a cursor.
     *
     * @param dataCut events that had arrived by then
     */
    void read(int sourceId, Spine spine, Instant dataCut, List<String> joinKeys, Consumer<SpineRow> consumer) {
        var places = new Places(spine, joinKeys);
        Instant from = spine.from() == null ? Times.FIRST : spine.from();
        Instant to = spine.to() == null ? Times.LAST : spine.to();
        boolean byEventTime = spine.timestamp() == null;
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(EVENTS);
                    statement.setFetchSize(10_000);
                    statement.setInt(1, sourceId);
                    statement.setTimestamp(2, Timestamp.from(spine.cut() == null ? Times.LAST : spine.cut()));
                    statement.setTimestamp(3, Timestamp.from(dataCut));
                    statement.setTimestamp(4, Timestamp.from(byEventTime ? from : Times.FIRST));
                    statement.setTimestamp(5, Timestamp.from(byEventTime ? to : Times.LAST));
                    return statement;
                },
                (ResultSet rs) -> {
                    SpineRow row = places.row(rs.getString(1), rs.getTimestamp(2), json.readTree(rs.getString(3)));
                    if (row.atMs() >= from.toEpochMilli() && row.atMs() < to.toEpochMilli()) {
                        consumer.accept(row);
                    }
                });
    }

    /** Where the values of a row lie in a payload; null is nowhere. */
    private static final class Places {
        private final JsonPointer time;
        private final JsonPointer id;
        private final JsonPointer label;
        private final JsonPointer[] keys;
        private final JsonPointer[] carried;

        Places(Spine spine, List<String> joinKeys) {
            time = pointer(spine.timestamp());
            id = pointer(spine.id());
            label = pointer(spine.label());
            keys = pointers(joinKeys);
            carried = pointers(spine.columns() == null ? List.of() : spine.columns());
        }

        private static JsonPointer[] pointers(List<String> paths) {
            return paths.stream().map(Places::pointer).toArray(JsonPointer[]::new);
        }

        private static JsonPointer pointer(String path) {
            return path == null ? null : JsonPath.pointer(path);
        }

        SpineRow row(String eventId, Timestamp eventTime, JsonNode payload) {
            long atMs = time == null ? eventTime.getTime() : time(eventId, text(payload, time));
            String own = text(payload, id);
            return new SpineRow(
                    own == null ? eventId : own,
                    atMs,
                    SpineLabels.asNumber(text(payload, label)),
                    texts(payload, keys),
                    texts(payload, carried));
        }

        private static String[] texts(JsonNode payload, JsonPointer[] pointers) {
            String[] texts = new String[pointers.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = text(payload, pointers[i]);
            }
            return texts;
        }

        private static String text(JsonNode payload, JsonPointer pointer) {
            JsonNode value = pointer == null ? MissingNode.getInstance() : payload.at(pointer);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            return value.isValueNode() ? value.asString() : value.toString();
        }
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
