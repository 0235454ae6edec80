package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.definition.Catalog.Reference;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes values in the platform's own shape, {@link com.aimatrix.contracts.feature.OnlineResponse}. */
public final class OnlineAnswer {

    private static final Map<Status, byte[]> STATUSES = new EnumMap<>(Status.class);

    static {
        for (Status each : Status.values()) {
            STATUSES.put(each, ('"' + each.name() + '"').getBytes(StandardCharsets.US_ASCII));
        }
    }

    private OnlineAnswer() {}

    static byte[] write(FeatureReads.Table table) {
        List<Reference> features = table.columns();
        int cells = table.cells().length * features.size();
        var out = new JsonOut(256 + cells * 64);
        out.raw("{\"features\":[");
        for (int i = 0; i < features.size(); i++) {
            comma(out, i).string(features.get(i).text());
        }
        out.raw("],\"rows\":[");
        for (int row = 0; row < table.cells().length; row++) {
            Cell[] of = table.cells()[row];
            comma(out, row).raw('{');
            writeCells(out, of).raw('}');
        }
        return out.raw("]}").toBytes();
    }

    /** The fields {@code values}, {@code statuses} and {@code eventTimes} of a row. */
    public static JsonOut writeCells(JsonOut out, Cell[] cells) {
        out.raw("\"values\":[");
        for (int i = 0; i < cells.length; i++) {
            comma(out, i).value(cells[i].value());
        }
        out.raw("],\"statuses\":[");
        for (int i = 0; i < cells.length; i++) {
            comma(out, i).raw(STATUSES.get(cells[i].status()));
        }
        out.raw("],\"eventTimes\":[");
        for (int i = 0; i < cells.length; i++) {
            comma(out, i);
            if (cells[i].eventTimeMs() == Cell.NO_TIME) {
                out.value(null);
            } else {
                out.time(cells[i].eventTimeMs());
            }
        }
        return out.raw(']');
    }

    private static JsonOut comma(JsonOut out, int position) {
        return position == 0 ? out : out.raw(',');
    }
}
