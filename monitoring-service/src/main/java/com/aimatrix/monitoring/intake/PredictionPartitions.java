package com.aimatrix.monitoring.intake;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the monthly partitions of predictions when they are first needed, and drops old ones. */
@Component
public class PredictionPartitions {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'prediction_'yyyy_MM");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    PredictionPartitions(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    void ensure(Instant[] times) {
        Set<YearMonth> months = Stream.of(times)
                .map(each -> YearMonth.from(each.atOffset(ZoneOffset.UTC)))
                .filter(month -> !known.contains(month))
                .collect(Collectors.toSet());
        months.forEach(this::make);
    }

    private void make(YearMonth month) {
        transactions.executeWithoutResult(status -> {
            lock();
            jdbc.sql("""
                            create table if not exists monitoring.%s partition of monitoring.prediction
                            for values from ('%s') to ('%s')
                            """.formatted(NAME.format(month.atDay(1)), start(month), start(month.plusMonths(1))))
                    .update();
        });
        known.add(month);
    }

    /**
     * Drops the months that lie wholly before a time. Partitions are forgotten first: rows that come for a dropped month
     * make it anew.
     */
    public void dropBefore(Instant time) {
        String oldest =
                NAME.format(YearMonth.from(time.atOffset(ZoneOffset.UTC)).atDay(1));
        transactions.executeWithoutResult(status -> {
            lock();
            for (String name : jdbc.sql("""
                            select child.relname from pg_inherits
                            join pg_class child on child.oid = inhrelid
                            where inhparent = 'monitoring.prediction'::regclass and child.relname < ?
                            """).param(oldest).query(String.class).list()) {
                known.clear();
                jdbc.sql("drop table monitoring.%s".formatted(name)).update();
            }
        });
    }

    /** Several instances may want the same month at once. */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('monitoring.prediction partitions'))")
                .query((rs, n) -> n)
                .single();
    }

    private static String start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC).toString();
    }
}
