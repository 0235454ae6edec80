package com.aimatrix.registry.webhook;

import com.aimatrix.mlflow.search.Field.Type;
import com.aimatrix.mlflow.search.Keyset;
import com.aimatrix.mlflow.search.Keyset.Key;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.mlflow.search.PageToken;
import com.aimatrix.mlflow.search.SqlParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class WebhookStore {

    private static final List<?> LIST = List.of("webhooks");
    private static final Keyset NEWEST_FIRST = new Keyset(List.of(
            new Key("(extract(epoch from created_at) * 1000)::bigint", Type.INTEGER, false, false),
            new Key("id::text", Type.TEXT, true, false)));

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Webhook webhook, String sealedSecret) {
        jdbc.sql("""
                        insert into registry.webhook (id, name, description, url, events, secret, status, created_at, updated_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        webhook.id(),
                        webhook.name(),
                        webhook.description(),
                        webhook.url(),
                        keys(webhook.events()),
                        sealedSecret,
                        webhook.status(),
                        Timestamp.from(webhook.createdAt()),
                        Timestamp.from(webhook.updatedAt()))
                .update();
    }

    /** @param sealedSecret null leaves the secret as it is */
    void update(Webhook webhook, String sealedSecret) {
        jdbc.sql("""
                        update registry.webhook set name = ?, description = ?, url = ?, events = ?,
                            secret = coalesce(?, secret), status = ?, updated_at = ?
                        where id = ?
                        """)
                .params(
                        webhook.name(),
                        webhook.description(),
                        webhook.url(),
                        keys(webhook.events()),
                        sealedSecret,
                        webhook.status(),
                        Timestamp.from(webhook.updatedAt()),
                        webhook.id())
                .update();
    }

    private static String[] keys(List<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::key).toArray(String[]::new);
    }

    /** Also what is still to be delivered to it. */
    boolean delete(UUID id) {
        return jdbc.sql("delete from registry.webhook where id = ?").param(id).update() == 1;
    }

    Optional<Webhook> find(UUID id) {
        return jdbc.sql("select * from registry.webhook where id = ?")
                .param(id)
                .query((rs, n) -> webhook(rs))
                .optional();
    }

    /** Holds it until the transaction ends. */
    Optional<Webhook> lock(UUID id) {
        return jdbc.sql("select * from registry.webhook where id = ? for no key update")
                .param(id)
                .query((rs, n) -> webhook(rs))
                .optional();
    }

    Optional<String> secret(UUID id) {
        return jdbc.sql("select secret from registry.webhook where id = ? and secret is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** Newest first. */
    Page<Webhook> list(int size, String pageToken) {
        var parameters = new SqlParameters();
        JsonNode place = PageToken.read(pageToken, LIST);
        String behind = place == null ? "true" : NEWEST_FIRST.after(place, parameters);
        JdbcClient.StatementSpec list = jdbc.sql("select *, %s from registry.webhook where %s order by %s limit %d"
                        .formatted(NEWEST_FIRST.columns(), behind, NEWEST_FIRST.orderBy(), size + 1))
                .params(parameters.values());
        return Page.read(list, size, (rs, n) -> webhook(rs), NEWEST_FIRST, LIST);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getString("url"),
                Arrays.stream((String[]) row.getArray("events").getArray())
                        .map(WebhookEvent::ofKey)
                        .toList(),
                row.getString("status"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
