package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.batch.RowTimes;
import com.aimatrix.feature.batch.Uploads;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of training sets: from the events of a source, an uploaded table, or the request itself. */
@Component
class Spines {

    private static final String USUAL_TIME_COLUMN = "event_timestamp";

    private final SpineStore events;
    private final Uploads uploads;
    private final TransactionTemplate reading;

    Spines(SpineStore events, Uploads uploads, PlatformTransactionManager transactions) {
        this.events = events;
        this.uploads = uploads;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /**
     * Reads the rows into a sorter.
     *
     * @throws ApiProblem 400 when a row has no time
     */
    void read(Catalog catalog, Spine spine, Instant dataCut, List<String> joinKeys, SpineSorter sorter)
            throws IOException {
        if (spine.rows() != null) {
            for (int i = 0; i < spine.rows().size(); i++) {
                sorter.add(given(i, spine.rows().get(i), joinKeys, spine.columns()));
            }
        } else if (spine.upload() != null) {
            readUpload(spine, joinKeys, sorter);
        } else {
            int source = catalog.source("spine.source", spine.source()).id();
            reading.executeWithoutResult(
                    status -> events.read(source, spine, dataCut, joinKeys, row -> add(sorter, row)));
        }
    }

    private static void add(SpineSorter sorter, SpineRow row) {
        try {
            sorter.add(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SpineRow given(int number, TrainingSetRequest.Row row, List<String> joinKeys, List<String> columns) {
        Map<String, String> entity = row.entity() == null ? Map.of() : row.entity();
        String[] keys = joinKeys.stream().map(entity::get).toArray(String[]::new);
        String[] carried = columns == null
                ? new String[0]
                : columns.stream().map(entity::get).toArray(String[]::new);
        String id = row.id() == null ? String.valueOf(number) : row.id();
        return new SpineRow(id, row.at().toEpochMilli(), SpineLabels.asNumber(row.label()), keys, carried);
    }

    private void readUpload(Spine spine, List<String> joinKeys, SpineSorter sorter) throws IOException {
        String timeColumn = spine.timestamp() == null ? USUAL_TIME_COLUMN : spine.timestamp();
        var names = new ArrayList<String>();
        names.add(timeColumn);
        names.add(spine.id());
        names.add(spine.label());
        names.addAll(joinKeys);
        List<String> carried = spine.columns() == null ? List.of() : spine.columns();
        names.addAll(carried);
        uploads.read(spine.upload(), names, (number, values) -> {
            long atMs = time(number, timeColumn, values[0]);
            boolean inside = (spine.from() == null || atMs >= spine.from().toEpochMilli())
                    && (spine.to() == null || atMs < spine.to().toEpochMilli());
            if (inside) {
                String[] keys = java.util.Arrays.copyOfRange(values, 3, 3 + joinKeys.size());
                String[] more = java.util.Arrays.copyOfRange(values, 3 + joinKeys.size(), values.length);
                String id = values[1] == null ? String.valueOf(number) : values[1];
                add(sorter, new SpineRow(id, atMs, SpineLabels.asNumber(values[2]), keys, more));
            }
        });
    }

    private static long time(long number, String column, String text) {
        Instant time = text == null ? null : RowTimes.parse(text);
        if (time == null) {
            throw ApiProblem.badField(
                    "spine.timestamp",
                    "row %d has %s in %s, expected a time such as 2011-04-01T12:00:00Z"
                            .formatted(number, text, column));
        }
        return time.toEpochMilli();
    }
}
