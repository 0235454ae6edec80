package com.aimatrix.registry.webhook;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class DeliveryStore {

    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A delivery that is to be attempted, with what is needed for it. */
    record Due(UUID id, UUID webhookId, String url, String sealedSecret, String body, int attempts) {}

    /** A delivery that is waiting or was given up. */
    record Pending(
            UUID id,
            String event,
            Instant createdAt,
            int attempts,
            Instant nextAttemptAt,
            Instant failedAt,
            String lastFailure) {}

    /** The webhooks that are told of an event. */
    List<UUID> listeners(String event) {
        return jdbc.sql("select id from registry.webhook where status = 'ACTIVE' and ? = any(events)")
                .param(event)
                .query(UUID.class)
                .list();
    }

    void insert(UUID webhookId, String event, String body, Instant at) {
        jdbc.sql("""
                        insert into registry.webhook_delivery (id, webhook_id, event, body, created_at, next_attempt_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(UUID.randomUUID(), webhookId, event, body, Timestamp.from(at), Timestamp.from(at))
                .update();
    }

    /**
     * Takes the delivery that has waited longest, of a webhook that nobody is delivering to, and counts the attempt; whoever has taken it
     * has it until the lease ends.
     */
    Optional<Due> claim(Instant now, Duration lease) {
        return jdbc.sql("""
                        update registry.webhook_delivery d
                        set attempts = d.attempts + 1, leased_until = :until
                        from registry.webhook w
                        where w.id = d.webhook_id and d.id = (
                            select next.id from registry.webhook_delivery next
                            join registry.webhook of on of.id = next.webhook_id and of.status = 'ACTIVE'
                            where next.failed_at is null and next.next_attempt_at <= :now
                              and (next.leased_until is null or next.leased_until <= :now)
                              and not exists (
                                  select from registry.webhook_delivery busy
                                  where busy.webhook_id = next.webhook_id and busy.leased_until > :now)
                            order by next.next_attempt_at, next.created_at
                            limit 1 for update of next skip locked)
                        returning d.id, d.webhook_id, w.url, w.secret, d.body, d.attempts
                        """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lease)))
                .query((rs, n) -> new Due(
                        rs.getObject("id", UUID.class),
                        rs.getObject("webhook_id", UUID.class),
                        rs.getString("url"),
                        rs.getString("secret"),
                        rs.getString("body"),
                        rs.getInt("attempts")))
                .optional();
    }

    void delete(UUID id) {
        jdbc.sql("delete from registry.webhook_delivery where id = ?").param(id).update();
    }

    void retry(UUID id, Instant at, String failure) {
        jdbc.sql("""
                        update registry.webhook_delivery set leased_until = null, next_attempt_at = ?, last_failure = ?
                        where id = ?
                        """).params(Timestamp.from(at), failure, id).update();
    }

    void giveUp(UUID id, Instant at, String failure) {
        jdbc.sql("""
                        update registry.webhook_delivery set leased_until = null, failed_at = ?, last_failure = ?
                        where id = ?
                        """).params(Timestamp.from(at), failure, id).update();
    }

    /** Forgets what was given up, or could not be delivered, before a time. */
    void forget(Instant before) {
        jdbc.sql("delete from registry.webhook_delivery where created_at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    /** What waits for a webhook and what was given up, oldest first. */
    List<Pending> pending(UUID webhookId, int limit) {
        return jdbc.sql("""
                        select * from registry.webhook_delivery where webhook_id = ? order by created_at, id limit ?
                        """)
                .params(webhookId, limit)
                .query((rs, n) -> new Pending(
                        rs.getObject("id", UUID.class),
                        rs.getString("event"),
                        rs.getTimestamp("created_at").toInstant(),
                        rs.getInt("attempts"),
                        rs.getTimestamp("next_attempt_at").toInstant(),
                        rs.getTimestamp("failed_at") == null
                                ? null
                                : rs.getTimestamp("failed_at").toInstant(),
                        rs.getString("last_failure")))
                .list();
    }
}
