package com.aimatrix.training.tracking;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what was measured of logged models. */
@Component
class ModelMetricStore {

    private final JdbcTemplate jdbc;

    ModelMetricStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of the models that entries name are there. */
    Set<String> models(List<LogEntry> entries) {
        String[] named = entries.stream()
                .flatMap(entry -> entry.ofModels().stream())
                .map(ModelMetric::modelId)
                .distinct()
                .toArray(String[]::new);
        return named.length == 0
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "select id from training.logged_model where id = any(?) and deleted_at is null",
                        String.class,
                        (Object) named));
    }

    private record Place(String modelId, String runId, String key, long step, String dataset, String digest) {

        static final Comparator<Place> ORDER = Comparator.comparing(Place::modelId)
                .thenComparing(Place::runId)
                .thenComparing(Place::key)
                .thenComparingLong(Place::step)
                .thenComparing(Place::dataset)
                .thenComparing(Place::digest);

        static Place of(ModelMetric metric) {
            return new Place(
                    metric.modelId(),
                    metric.runId(),
                    metric.point().key(),
                    metric.point().step(),
                    metric.datasetName(),
                    metric.datasetDigest());
        }
    }

    /** Of several of one step the newest holds. */
    void add(List<LogEntry> entries) {
        List<ModelMetric> metrics = entries.stream()
                .flatMap(entry -> entry.ofModels().stream())
                .collect(Collectors.toMap(
                        Place::of,
                        metric -> metric,
                        (one, other) -> one.point().timeMs() > other.point().timeMs() ? one : other,
                        LinkedHashMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(Place::of, Place.ORDER))
                .toList();
        jdbc.batchUpdate(
                """
                insert into training.logged_model_metric as m
                    (model_id, run_id, key, step, time_ms, reading, dataset_name, dataset_digest)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (model_id, run_id, key, step, dataset_name, dataset_digest) do update
                    set time_ms = excluded.time_ms, reading = excluded.reading where excluded.time_ms >= m.time_ms
                """,
                metrics.stream()
                        .map(each -> new Object[] {
                            each.modelId(),
                            each.runId(),
                            each.point().key(),
                            each.point().step(),
                            each.point().timeMs(),
                            each.point().value(),
                            each.datasetName(),
                            each.datasetDigest()
                        })
                        .toList());
    }
}
