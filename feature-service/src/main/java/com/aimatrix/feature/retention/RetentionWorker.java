package com.aimatrix.feature.retention;

import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cleans up from time to time, one instance at a time. */
@Component
class RetentionWorker implements BackgroundWorker {

    private static final Logger log = LoggerFactory.getLogger(RetentionWorker.class);

    private final EventRetention events;
    private final ViewRetention views;
    private final Garbage garbage;
    private final FileRetention files;
    private final Catalogs catalogs;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RetentionSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final BackgroundLoop loop;

    RetentionWorker(
            EventRetention events,
            ViewRetention views,
            Garbage garbage,
            FileRetention files,
            Catalogs catalogs,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            RetentionSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.events = events;
        this.views = views;
        this.garbage = garbage;
        this.files = files;
        this.catalogs = catalogs;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.loop = new BackgroundLoop("feature-retention", settings.interval(), this::round);
    }

    @Override
    public List<BackgroundLoop> loops() {
        return List.of(loop);
    }

    private boolean round() {
        if (claim()) {
            clean();
        }
        return false;
    }

    /** Whoever moves the clock does the round; the others find that it is not due. */
    private boolean claim() {
        return Boolean.TRUE.equals(transaction.execute(status -> jdbc.sql("""
                        update feature.retention_round set next_at = ? where next_at <= ?
                        """)
                        .params(
                                Timestamp.from(clock.instant().plus(settings.interval())),
                                Timestamp.from(clock.instant()))
                        .update()
                == 1));
    }

    /** Cleans up now. */
    void clean() {
        count("events", () -> events.clean(catalogs.current()));
        count("rows_and_tiles", () -> views.clean(catalogs.current()));
        count("garbage", garbage::clean);
        count("files", files::clean);
    }

    /** What one part cannot do must not keep the others from their work. */
    private void count(String what, LongSupplier deletion) {
        try {
            count(what, deletion.getAsLong());
        } catch (RuntimeException e) {
            if (isRunning()) {
                log.warn("Retention: {} could not be cleaned up and are tried again in the next round", what, e);
            }
        }
    }

    private void count(String what, long deleted) {
        meters.counter("aimatrix_feature_retention_deleted", "what", what).increment(deleted);
        if (deleted > 0) {
            log.info("Retention: {} {} deleted", deleted, what);
        }
    }
}
