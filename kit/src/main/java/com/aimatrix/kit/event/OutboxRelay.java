package com.aimatrix.kit.event;

import com.aimatrix.kit.boot.ServiceSettings;
import com.aimatrix.kit.work.BackgroundLoop;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what lies in the outbox, in order, one instance of a service at a time; a row is deleted when Kafka has
 * acknowledged it, so a crash in between sends it again under the same event id.
 */
public class OutboxRelay implements SmartLifecycle {

    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration INBOX_RETENTION = Duration.ofDays(30);
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final EventRecords records;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String service;
    private final Clock clock;
    private final BackgroundLoop loop;
    private Instant nextCleanUp;

    OutboxRelay(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            EventRecords records,
            KafkaTemplate<String, byte[]> kafka,
            ServiceSettings service,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.records = records;
        this.kafka = kafka;
        this.service = service.name();
        this.clock = clock;
        this.loop = new BackgroundLoop("outbox-" + this.service, IDLE, this::round);
    }

    /** Looks at the outbox now instead of at the next round. */
    void wake() {
        loop.wake();
    }

    @Override
    public void start() {
        nextCleanUp = clock.instant();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    private boolean round() {
        Integer sent = transactions.execute(status -> sendBatch());
        if (!clock.instant().isBefore(nextCleanUp)) {
            forgetOldInbox();
            nextCleanUp = clock.instant().plus(CLEAN_UP_EVERY);
        }
        return sent != null && sent == BATCH;
    }

    private int sendBatch() {
        Boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('outbox'), hashtext(?))")
                .param(service)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return 0;
        }
        List<Row> rows = jdbc.sql("""
                        select id, event_id, event_type, topic, key, traceparent, occurred_at, payload
                        from kit.outbox where service = ? order by id limit ?
                        """)
                .params(service, BATCH)
                .query((rs, n) -> new Row(
                        rs.getLong("id"),
                        records.create(
                                rs.getString("topic"),
                                rs.getString("key"),
                                rs.getString("event_id"),
                                rs.getString("event_type"),
                                rs.getTimestamp("occurred_at").toInstant(),
                                rs.getString("traceparent"),
                                rs.getBytes("payload"))))
                .list();
        var acknowledgements = new ArrayList<CompletableFuture<?>>();
        rows.forEach(row -> acknowledgements.add(kafka.send(row.message())));
        CompletableFuture.allOf(acknowledgements.toArray(CompletableFuture[]::new))
                .join();
        if (!rows.isEmpty()) {
            jdbc.sql("delete from kit.outbox where id = any(?)")
                    .param(rows.stream().map(Row::id).toArray(Long[]::new))
                    .update();
        }
        return rows.size();
    }

    private void forgetOldInbox() {
        jdbc.sql("delete from kit.inbox where service = ? and received_at < ?")
                .params(service, Timestamp.from(clock.instant().minus(INBOX_RETENTION)))
                .update();
    }

    private record Row(long id, ProducerRecord<String, byte[]> message) {}
}
