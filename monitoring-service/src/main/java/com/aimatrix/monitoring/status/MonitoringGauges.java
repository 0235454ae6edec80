package com.aimatrix.monitoring.status;

import com.aimatrix.monitoring.quality.Quality;
import com.aimatrix.monitoring.window.WindowReport;
import com.aimatrix.monitoring.window.WindowStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows the newest report of each version, and what came in, to Prometheus. What is undefined has no sample. */
@Component
class MonitoringGauges {

    private final WindowStore windows;
    private final JdbcClient jdbc;
    private final MultiGauge driftScore;
    private final MultiGauge logLoss;
    private final MultiGauge rocAuc;
    private final MultiGauge brier;
    private final MultiGauge calibrationGap;
    private final MultiGauge labelled;
    private final MultiGauge predictions;
    private final MultiGauge outcomes;
    private final MultiGauge retraining;

    MonitoringGauges(WindowStore windows, JdbcClient jdbc, MeterRegistry meters) {
        this.windows = windows;
        this.jdbc = jdbc;
        driftScore = gauge(meters, "ml.model.drift.score", "Newest window, 0 to 1; 0.5 is a column at its threshold");
        logLoss = gauge(meters, "aimatrix.monitoring.log.loss", "Newest window, natural logarithm");
        rocAuc = gauge(meters, "aimatrix.monitoring.roc.auc", "Newest window");
        brier = gauge(meters, "aimatrix.monitoring.brier", "Newest window");
        calibrationGap =
                gauge(meters, "aimatrix.monitoring.calibration.gap", "Newest window, observed rate minus mean score");
        labelled = gauge(meters, "aimatrix.monitoring.labelled.rows", "Newest window");
        predictions = gauge(meters, "aimatrix.monitoring.predictions", "Rows kept since the beginning");
        outcomes = gauge(meters, "aimatrix.monitoring.outcomes", "Subjects with an outcome");
        retraining = gauge(meters, "aimatrix.monitoring.retraining.active", "1 while a retraining is under way");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Scheduled(fixedDelay = 5_000)
    void refresh() {
        List<WindowReport> newest = windows.newest();
        show(
                driftScore,
                newest,
                each -> each.drift() == null ? null : each.drift().score());
        show(logLoss, newest, of(Quality::logLoss));
        show(rocAuc, newest, of(Quality::rocAuc));
        show(brier, newest, of(Quality::brier));
        show(
                calibrationGap,
                newest,
                each -> each.loss() == null ? null : each.loss().calibrationGap());
        show(labelled, newest, each -> (double) each.quality().labelled());
        var models = jdbc.sql("""
                        select model, predictions, outcomes,
                          (select count(*) from monitoring.retraining_request r
                           where r.model = m.model and state in ('REQUESTED', 'RUNNING')) as active
                        from monitoring.watched_model m
                        """)
                .query((rs, n) -> new Intake(
                        Tags.of("model", rs.getString("model")),
                        rs.getLong("predictions"),
                        rs.getLong("outcomes"),
                        rs.getLong("active")))
                .list();
        predictions.register(rows(models, Intake::predictions), true);
        outcomes.register(rows(models, Intake::outcomes), true);
        retraining.register(rows(models, Intake::active), true);
    }

    private record Intake(Tags tags, long predictions, long outcomes, long active) {}

    private static List<Row<?>> rows(List<Intake> models, Function<Intake, Long> value) {
        return models.stream()
                .<Row<?>>map(each -> Row.of(each.tags(), value.apply(each)))
                .toList();
    }

    private static Function<WindowReport, Double> of(Function<Quality, Double> metric) {
        return report -> metric.apply(report.quality());
    }

    private static void show(MultiGauge gauge, List<WindowReport> newest, Function<WindowReport, Double> value) {
        gauge.register(
                newest.stream()
                        .map(each -> row(each, value.apply(each)))
                        .<Row<?>>filter(Objects::nonNull)
                        .toList(),
                true);
    }

    private static Row<?> row(WindowReport report, Double value) {
        return value == null
                ? null
                : Row.of(Tags.of("model", report.model(), "version", String.valueOf(report.version())), value);
    }
}
