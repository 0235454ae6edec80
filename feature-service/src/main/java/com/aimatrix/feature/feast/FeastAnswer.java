package com.aimatrix.feature.feast;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.online.Cell;
import com.aimatrix.feature.online.FeatureReads;
import com.aimatrix.feature.online.JsonOut;
import com.aimatrix.feature.vector.Neighbours;
import com.aimatrix.feature.vector.Neighbours.Neighbour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes values in Feast's shape: columns of values, statuses and times, entities first. A stored null is PRESENT, as Feast has
 * it; what is older than the ttl or the retention is OUTSIDE_MAX_AGE, which Feast never tells.
 */
final class FeastAnswer {

    private static final byte[] EPOCH = bytes("\"1970-01-01T00:00:00Z\"");
    private static final byte[] PRESENT = bytes("\"PRESENT\"");
    private static final byte[] NOT_FOUND = bytes("\"NOT_FOUND\"");
    private static final byte[] OUTSIDE_MAX_AGE = bytes("\"OUTSIDE_MAX_AGE\"");
    private static final byte[] INVALID = bytes("\"INVALID\"");

    private FeastAnswer() {}

    static byte[] write(JsonNode entities, List<String> names, FeatureReads.Table table) {
        JsonOut out = results(entities, names, table);
        return metadata(out, entities, names).raw("]}}").toBytes();
    }

    /** The nearest neighbours: their join keys, their features, and a column {@code distance}. */
    static byte[] write(ObjectNode entities, List<String> names, Neighbours found) {
        List<Neighbour> neighbours = found.neighbours();
        JsonOut out = results(entities, names, found.features());
        Cell[][] distances = new Cell[neighbours.size()][1];
        for (int row = 0; row < distances.length; row++) {
            Neighbour each = neighbours.get(row);
            distances[row][0] = new Cell(
                    each.distance(), each.distance() == null ? Status.NULL_VALUE : Status.PRESENT, each.eventTimeMs());
        }
        featureColumn(out.raw(','), distances, 0);
        return metadata(out, entities, names).raw(",\"distance\"]}}").toBytes();
    }

    private static JsonOut results(JsonNode entities, List<String> names, FeatureReads.Table table) {
        int rows = table.cells().length;
        var out = new JsonOut(256 + rows * names.size() * 56);
        out.raw("{\"results\":[");
        int columns = 0;
        for (JsonNode column : entities) {
            entityColumn(comma(out, columns++), column);
        }
        for (int i = 0; i < names.size(); i++) {
            featureColumn(comma(out, columns++), table.cells(), i);
        }
        return out;
    }

    private static JsonOut metadata(JsonOut out, JsonNode entities, List<String> names) {
        out.raw("],\"metadata\":{\"feature_names\":[");
        int number = 0;
        for (String name : entities.propertyNames()) {
            comma(out, number++).string(name);
        }
        for (String name : names) {
            comma(out, number++).string(name);
        }
        return out;
    }

    private static void entityColumn(JsonOut out, JsonNode column) {
        out.raw("{\"values\":").raw(column.toString()).raw(",\"statuses\":[");
        for (int row = 0; row < column.size(); row++) {
            comma(out, row).raw(PRESENT);
        }
        out.raw("],\"event_timestamps\":[");
        for (int row = 0; row < column.size(); row++) {
            comma(out, row).raw(EPOCH);
        }
        out.raw("]}");
    }

    private static void featureColumn(JsonOut out, Cell[][] cells, int column) {
        out.raw("{\"values\":[");
        for (int row = 0; row < cells.length; row++) {
            comma(out, row).value(cells[row][column].value());
        }
        out.raw("],\"statuses\":[");
        for (int row = 0; row < cells.length; row++) {
            comma(out, row).raw(status(cells[row][column].status()));
        }
        out.raw("],\"event_timestamps\":[");
        for (int row = 0; row < cells.length; row++) {
            long timeMs = cells[row][column].eventTimeMs();
            if (timeMs == Cell.NO_TIME) {
                comma(out, row).raw(EPOCH);
            } else {
                comma(out, row).time(timeMs);
            }
        }
        out.raw("]}");
    }

    private static byte[] status(Status status) {
        return switch (status) {
            case PRESENT, NULL_VALUE -> PRESENT;
            case NOT_FOUND -> NOT_FOUND;
            case OUTSIDE_MAX_AGE, OUTSIDE_RETENTION -> OUTSIDE_MAX_AGE;
            case PREPARING -> INVALID;
        };
    }

    private static JsonOut comma(JsonOut out, int position) {
        return position == 0 ? out : out.raw(',');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
