package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.FeatureClient;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.test.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class BatchQueryIT {

    private static final String SHOP = TestServers.freshDatabase("shop");

    private final FeatureClient client;
    private final BatchClient batches;
    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    private final JsonMapper json = new JsonMapper();

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry registry) {
        registry.add("aimatrix.feature.databases.shop.url", () -> SHOP);
        registry.add("aimatrix.feature.databases.shop.timeout", () -> "1s");
        registry.add("aimatrix.feature.max-upload", () -> "1MB");
        registry.add("aimatrix.feature.databases.gone.url", () -> "jdbc:postgresql://127.0.0.1:1/gone");
        registry.add("aimatrix.feature.databases.gone.username", () -> "nobody");
        registry.add("aimatrix.feature.databases.gone.password", () -> "secret");
    }

    @Autowired
    BatchQueryIT(@LocalServerPort int port, JdbcClient jdbc, ArtifactStore artifacts) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.jdbc = jdbc;
        this.artifacts = artifacts;
    }

    @BeforeEach
    void fill() throws SQLException {
        shop("drop table if exists orders");
        shop("""
                create table orders (id bigint, shop text, amount numeric(10, 2), at timestamptz, day date, naive timestamp,
                    meta jsonb, tags text[], raw bytea, ok boolean, share real, code uuid, stamps timestamptz[])
                """);
        shop("""
                insert into orders values
                (1, 'a', 12.50, '2011-04-01 02:00:00+02', '2011-04-01', '2011-04-01 10:00:00.5', '{"k": [1]}', '{x,"y z"}', 'ab', true,
                    0.5, '00000000-0000-0000-0000-000000000001', '{2011-04-01 12:00:00+00}'),
                (2, 'a', 'NaN', '2011-04-02 00:00:00+00', null, 'infinity', null, null, null, null, 'NaN', null, null),
                (3, 'b', 7, '2011-05-01 00:00:00+00', null, null, null, null, null, null, null, null, null)
                """);
        client.put("/entities/shop", "{\"name\": \"shop\", \"joinKeys\": [\"shop\"]}");
    }

    private static void shop(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(SHOP);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String request(String from, String into) {
        return """
                {"name": "orders", "from": %s, "into": %s}""".formatted(from, into);
    }

    @Test
    void theRowsOfAPeriodBecomeEventsWithTheirTypes() throws IOException {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": [{\"path\": \"shop\", \"type\": \"STRING\"}]}");
        String request = request("""
                {"database": "shop", "query": "select * from orders where at >= :from and at < :to order by id",
                 "from": "2011-04-01T00:00:00Z", "to": "2011-05-01T00:00:00Z"}""", """
                {"events": "order", "id": "id", "time": "at"}""");
        JsonNode batch = batches.done(request);
        assertThat(batch.get("rowsTotal").asInt()).isEqualTo(2);
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(2);
        assertThat(jdbc.sql("""
                        select event_id || ' ' || payload::text from feature.event e join feature.source s on s.id = e.source_id
                        where s.name = 'order' order by event_time
                        """).query(String.class).list()).containsExactly("""
                        1 {"amount":12.5,"code":"00000000-0000-0000-0000-000000000001","day":"2011-04-01T00:00:00Z",\
                        "meta":{"k":[1]},"naive":"2011-04-01T10:00:00.500Z","ok":true,"raw":"YWI=","share":0.5,"shop":"a",\
                        "stamps":["2011-04-01T12:00:00Z"],"tags":["x","y z"]}""", """
                        2 {"amount":"NaN","naive":"infinity","share":"NaN","shop":"a"}""");
        assertThat(batches.done(request).get("duplicates").asInt()).isEqualTo(2);
        assertThat(artifacts.files(artifacts.uri("batches")))
                .as("what was read is removed at the end")
                .isEmpty();
    }

    @Test
    void theRowsOfAQueryGoIntoAView() {
        client.put("/views/turnover", """
                {"name": "turnover", "entity": "shop", "features": [{"name": "total", "type": "DOUBLE"}, {"name": "n", "type": "INT64"}]}""");
        JsonNode batch = batches.done(request("""
                {"database": "shop", "query": "select shop, count(*) as n, sum(nullif(amount, 'NaN'))::float8 as total, max(at) as at from orders group by 1"}""", """
                {"view": "turnover", "time": "at"}"""));
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(2);
        assertThat(jdbc.sql("select entity || ' ' || values::text from feature.latest order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("a [12.5,2]", "b [7.0,1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select nothing from orders",
                "select * from nowhere",
                "select shop, shop from orders",
                "select shop from orders; drop table orders",
                "insert into orders (id) values (4) returning *",
                "select * from orders where at > :since",
                "select * from orders where at > :from"
            })
    void aQueryThatTheDatabaseOrTheServiceRefusesIsABadRequest(String query) {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        var answer = client.post(
                "/batches",
                request(
                        "{\"database\": \"shop\", \"query\": \"" + query + "\"}",
                        "{\"events\": \"order\", \"time\": \"at\"}"));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"from.");
    }

    @Test
    void aResultThatIsTooLargeFails() throws IOException {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        JsonNode batch = batches.awaitEnd(batches.begin(request("""
                {"database": "shop", "query": "select o.id, at, repeat('x', 1000) as text from orders o, generate_series(1, 1000)"}""", """
                {"events": "order", "time": "at"}""")));
        assertThat(batch.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(batch.get("reason").stringValue()).startsWith("from.query").contains("aimatrix.feature.max-upload");
        assertThat(artifacts.files(artifacts.uri("batches"))).isEmpty();
    }

    @Test
    void bitsAndMoneyAreTextAndANestedTimeIsRefused() {
        client.put("/sources/sum", "{\"name\": \"sum\", \"fields\": []}");
        JsonNode batch = batches.done(request("""
                {"database": "shop", "query": "select case id when 1 then to_jsonb(at) else '[1]' end as at, b'101' as bits, b'1' as bit, '12.50'::money as price, not ok as no, share::float8 as share from orders where id < 3"}""", """
                {"events": "sum", "time": "at"}"""));
        assertThat(batch.get("refused").asInt()).isEqualTo(1);
        assertThat(batch.at("/reasons/0/reason").stringValue()).startsWith("expected a time");
        assertThat(jdbc.sql("""
                        select payload::text from feature.event e join feature.source s on s.id = e.source_id where s.name = 'sum'
                        """).query(String.class).single()).isEqualTo("""
                        {"bit":"1","bits":"101","no":false,"price":"$12.50","share":0.5}""");
    }

    @Test
    void aColumnThatTheQueryDoesNotGiveIsABadRequest() {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        var answer = client.post("/batches", request("""
                {"database": "shop", "query": "select id from orders"}""", """
                {"events": "order", "time": "at"}"""));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"into.time\"", "the table has [id]");
    }

    @Test
    void aQueryCanOnlyRead() throws SQLException {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        JsonNode batch = batches.awaitEnd(batches.begin(request("""
                {"database": "shop", "query": "with gone as (delete from orders returning *) select * from gone"}""", """
                {"events": "order", "time": "at"}""")));
        assertThat(batch.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(batch.get("reason").stringValue()).contains("in a read-only transaction");
        try (Connection connection = DriverManager.getConnection(SHOP);
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from orders")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void aQueryThatTakesTooLongFailsAndMayBeTriedAgain() throws SQLException {
        client.put("/sources/slow", "{\"name\": \"slow\", \"fields\": []}");
        String id = batches.begin(request("""
                {"database": "shop", "query": "select id, at, pg_sleep(case when id = 3 then 5 else 0 end)::text as p from orders"}""", """
                {"events": "slow", "time": "at"}"""));
        JsonNode batch = batches.awaitEnd(id);
        assertThat(batch.get("status").stringValue()).isEqualTo("FAILED");
        assertThat(batch.get("reason").stringValue()).contains("statement timeout");
        assertThat(batch.get("rowsRead").asInt()).isZero();
        shop("delete from orders where id = 3");
        client.post("/batches/" + id + "/resume", "");
        assertThat(batches.awaitEnd(id).get("rowsAccepted").asInt()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithoutItsSecrets() {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        var answer = client.post(
                "/batches",
                request(
                        "{\"database\": \"gone\", \"query\": \"select 1 as at\"}",
                        "{\"events\": \"order\", \"time\": \"at\"}"));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getBody()).contains("database-away").doesNotContain("127.0.0.1", "nobody", "secret");
        assertThat(json.readTree(client.get("/batches").getBody()).isArray()).isTrue();
    }
}
