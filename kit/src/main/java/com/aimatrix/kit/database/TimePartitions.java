package com.aimatrix.kit.database;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The partitions of a table that is partitioned by a {@code timestamptz} in stretches of whole months of UTC. */
public class TimePartitions {

    private final String table;
    private final int months;
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();
    private volatile Stretch last = new Stretch(0, 0);

    /** From one time up to another. */
    private record Stretch(long fromMs, long toMs) {
        boolean holds(long timeMs) {
            return timeMs >= fromMs && timeMs < toMs;
        }
    }

    /**
     * @param table with its schema
     * @param months in a partition: 1, 3 or 12
     */
    public TimePartitions(String table, int months, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.table = table;
        this.months = months;
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Makes the partition of a time when it is missing, in a transaction of its own. Call it outside the transaction that
     * writes: making a partition waits for running writers.
     */
    public void ensure(long timeMs) {
        if (last.holds(timeMs)) {
            return;
        }
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(timeMs).atOffset(ZoneOffset.UTC));
        YearMonth first = month.withMonth((month.getMonthValue() - 1) / months * months + 1);
        if (!known.contains(first)) {
            own.executeWithoutResult(status -> create(first));
            known.add(first);
        }
        // Most times lie in the partition of the one before.
        last = new Stretch(startMs(first), startMs(first.plusMonths(months)));
    }

    private static long startMs(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private void create(YearMonth first) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param(table + " partitions")
                .query((rs, n) -> n)
                .single();
        jdbc.sql("""
                        create table if not exists %1$s_%2$tY_%2$tm partition of %1$s
                        for values from ('%2$tY-%2$tm-01T00:00:00Z') to ('%3$tY-%3$tm-01T00:00:00Z')
                        """.formatted(table, first.atDay(1), first.plusMonths(months).atDay(1)))
                .update();
    }

    /** Forgets which partitions there are: another instance may have dropped some. */
    public void forget() {
        known.clear();
        last = new Stretch(0, 0);
    }

    /** Whether a write failed because the partition that it needs is not there. */
    public static boolean isMissing(DataAccessException failure) {
        return String.valueOf(failure.getMessage()).contains("no partition of relation");
    }
}
