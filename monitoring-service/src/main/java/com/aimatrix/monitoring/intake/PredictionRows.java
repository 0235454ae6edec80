package com.aimatrix.monitoring.intake;

import com.aimatrix.contracts.serving.PredictionsMade;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows of several events, column by column, as they are sent to the database. */
record PredictionRows(
        String[] models,
        String[] subjects,
        Integer[] versions,
        Instant[] times,
        Boolean[] shadows,
        Double[] scores,
        String[] requestIds,
        Integer[] featureLists,
        String[] featureValues) {

    static PredictionRows of(List<PredictionsMade> events, PredictionStore store) {
        int size = events.stream().mapToInt(event -> event.rows().size()).sum();
        var rows = new PredictionRows(
                new String[size],
                new String[size],
                new Integer[size],
                new Instant[size],
                new Boolean[size],
                new Double[size],
                new String[size],
                new Integer[size],
                new String[size]);
        int i = 0;
        for (PredictionsMade event : events) {
            int featureList = store.featureList(event.features());
            for (PredictionsMade.Row row : event.rows()) {
                rows.models[i] = event.model();
                rows.subjects[i] = row.subject();
                rows.versions[i] = event.version();
                // What the database keeps, so that windows are found by the same time.
                rows.times[i] = row.at().truncatedTo(ChronoUnit.MICROS);
                rows.shadows[i] = event.shadow();
                rows.scores[i] = row.score();
                rows.requestIds[i] = event.requestId();
                rows.featureLists[i] = featureList;
                rows.featureValues[i] = store.json(row.values());
                i++;
            }
        }
        return rows;
    }

    boolean isEmpty() {
        return models.length == 0;
    }
}
