package com.aimatrix.feature.retention;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.DataWrites;
import com.aimatrix.transform.Durations;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raw events go when they are older than their source's retention, counted back from the newest event, or from now when that lies
 * ahead. First the time is kept before which events are not taken any more, between writes, so that nothing arrives behind it; then
 * they are deleted.
 */
@Component
class EventRetention {

    private static final Logger log = LoggerFactory.getLogger(EventRetention.class);

    /** PostgreSQL's {@code lock_not_available}. */
    private static final String LOCKED = "55P03";

    private static final String OLD = """
            delete from feature.event where (tableoid, ctid) in (
                select tableoid, ctid from feature.event where source_id = ? and event_time < ? limit ?)
            """;

    /** Monthly partitions that lie wholly before a time. */
    private static final String OLD_PARTITIONS = """
            select c.oid::regclass::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'feature.event'::regclass
                and to_timestamp(substring(c.relname from '\\d{4}_\\d{2}$') || '+00', 'YYYY_MMTZH') + interval '1 month' <= ?
            """;

    private final JdbcClient jdbc;
    private final DataWrites writes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EventRetention(JdbcClient jdbc, DataWrites writes, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @return events deleted one by one */
    long clean(Catalog catalog) {
        for (Catalog.RegisteredSource source : catalog.sources().values()) {
            if (source.definition().retention() != null) {
                closeBefore(source.id(), Durations.parse(source.definition().retention()));
            }
        }
        dropPartitions();
        long deleted = 0;
        for (int sourceId : closedSources()) {
            deleted += delete(sourceId);
        }
        return deleted;
    }

    private void closeBefore(int sourceId, Duration retention) {
        transaction.executeWithoutResult(status -> {
            writes.cut();
            Optional<Instant> newest = newest(sourceId);
            if (newest.isPresent()) {
                Instant before = Reach.back(newest.get(), clock, retention);
                jdbc.sql("""
                                update feature.source_progress set dropped_before = greatest(dropped_before, ?)
                                where source_id = ?
                                """).params(Timestamp.from(before), sourceId).update();
            }
        });
    }

    private Optional<Instant> newest(int sourceId) {
        return jdbc.sql("""
                        select newest_event_time from feature.source_progress
                        where source_id = ? and newest_event_time is not null
                        """)
                .param(sourceId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }

    private List<Integer> closedSources() {
        return jdbc.sql("select source_id from feature.source_progress where dropped_before is not null order by 1")
                .query(Integer.class)
                .list();
    }

    /** A partition that every source has closed goes as a whole. */
    private void dropPartitions() {
        Timestamp allBefore =
                jdbc.sql("""
                        select case when bool_and(dropped_before is not null) then min(dropped_before) end
                        from feature.source_progress
                        """).query((rs, n) -> rs.getTimestamp(1)).optional().orElse(null);
        if (allBefore != null) {
            List<String> partitions = jdbc.sql(OLD_PARTITIONS)
                    .param(allBefore)
                    .query(String.class)
                    .list();
            partitions.forEach(this::drop);
        }
    }

    /** Whoever writes or reads events queues behind a drop that waits, so it does not wait for long. */
    private void drop(String partition) {
        try {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("set local lock_timeout = '2s'").update();
                jdbc.sql("drop table %s".formatted(partition)).update();
            });
        } catch (DataAccessException e) {
            if (!(e.getRootCause() instanceof SQLException cause && LOCKED.equals(cause.getSQLState()))) {
                throw e;
            }
            log.info("{} is being read and goes in a later round", partition);
        }
    }

    private long delete(int sourceId) {
        Timestamp before = jdbc.sql("select dropped_before from feature.source_progress where source_id = ?")
                .param(sourceId)
                .query(Timestamp.class)
                .single();
        return Deletions.all(
                limit -> jdbc.sql(OLD).params(sourceId, before, limit).update());
    }
}
