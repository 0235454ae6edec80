package com.aimatrix.feature.ingest;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the monthly partitions of the event table before events of a new month are written. */
@Component
class EventPartitions {

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    EventPartitions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Call it outside the transaction that writes: making a partition waits for running writers. */
    void ensure(Collection<IncomingEvent> events) {
        for (IncomingEvent each : events) {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(each.timeMs()).atOffset(ZoneOffset.UTC));
            if (!known.contains(month)) {
                own.executeWithoutResult(status -> create(month));
                known.add(month);
            }
        }
    }

    private void create(YearMonth month) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('feature.event partitions'))")
                .query((rs, n) -> n)
                .single();
        jdbc.sql("""
                        create table if not exists feature.event_%1$tY_%1$tm partition of feature.event
                        for values from ('%1$tY-%1$tm-01T00:00:00Z') to ('%2$tY-%2$tm-01T00:00:00Z')
                        """.formatted(month.atDay(1), month.plusMonths(1).atDay(1))).update();
    }
}
