package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Format;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.batch.DuckDb;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Point-in-time rows of stored views, cuts, and the formats of training sets. */
@PlatformTest
class TrainingSetsIT {

    private static final List<String> FEATURES =
            List.of("account_plan:plan", "account_plan:price", "account_plan:seats");

    private final FeatureClient client;

    @TempDir
    Path folder;

    @Autowired
    TrainingSetsIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
    }

    @BeforeEach
    void definitions() {
        ok(client.put("/entities/account", "{\"name\": \"account\", \"joinKeys\": [\"account\"]}"));
        client.view("""
                {"name": "account_plan", "entity": "account", "ttl": "30d", "features": [
                 {"name": "plan", "type": "STRING"}, {"name": "price", "type": "DOUBLE"}, {"name": "seats", "type": "INT64_LIST"}]}""");
        ok(client.put("/sources/churned", """
                {"name": "churned", "fields": [{"path": "at", "type": "TIMESTAMP"}, {"path": "label", "type": "BOOLEAN"}]}"""));
    }

    private void write(String account, String time, String plan, double price) {
        ok(client.post("/views/account_plan/values", """
                {"rows": [{"entity": {"account": "%s"}, "eventTime": "%s", "values": {"plan": "%s", "price": %s, "seats": [1, 2]}}]}""".formatted(account, time, plan, price)));
    }

    private void label(String id, String account, String at, boolean label) {
        ok(client.post("/events", """
                {"id": "%s", "type": "churned", "time": "%s",
                 "data": {"account": "%s", "at": "%s", "label": %s, "region": "r, \\"1\\""}}""".formatted(id, at, account, at, label)));
    }

    /** The churn events of one month; each test keeps to a month of its own. */
    private static Spine spine(String from, String to) {
        return new Spine(
                "churned",
                "at",
                null,
                "label",
                Instant.parse(from + "T00:00:00Z"),
                Instant.parse(to + "T00:00:00Z"),
                null,
                List.of("region"),
                null,
                null);
    }

    @Test
    void aRowGetsTheNewestValueAtItsTimeUnlessItHasExpiredAndNothingFromLater() {
        write("p1", "2026-01-01T00:00:00Z", "free", 0);
        write("p1", "2026-01-10T00:00:00Z", "team", 12.5);
        write("p1", "2026-01-10T00:00:00Z", "team, corrected", 13);
        write("p1", "2026-06-01T00:00:00Z", "late", 99);
        List<TrainingSetRequest.Row> rows = new ArrayList<>();
        for (String at : List.of(
                "2025-12-31T23:59:59.999Z",
                "2026-01-01T00:00:00Z",
                "2026-01-09T23:59:59.999Z",
                "2026-01-10T00:00:00Z",
                "2026-02-09T00:00:00Z",
                "2026-02-09T00:00:00.001Z")) {
            rows.add(new TrainingSetRequest.Row(at, Instant.parse(at), Map.of("account", "p1"), "1"));
        }
        var given = new Spine(null, null, null, null, null, null, null, null, null, rows);
        List<String[]> lines = client.csv(client.trainingSet(new TrainingSetRequest("given", given, FEATURES)));
        assertThat(lines.stream().skip(1).map(line -> line[3]).toList())
                .containsExactly(null, "free", "free", "team, corrected", "team, corrected", null);
        for (int i = 0; i < rows.size(); i++) {
            var asked = new OnlineRequest.Row(rows.get(i).at(), rows.get(i).entity());
            assertThat(client.online(new OnlineRequest(FEATURES, List.of(asked)))
                            .rows()
                            .get(0)
                            .values()
                            .get(0))
                    .isEqualTo(lines.get(1 + i)[3]);
        }
    }

    @Test
    void theSameRequestOnTheSameCutGivesTheSameHashWhateverArrivesLaterAndInEveryFormat() throws Exception {
        write("c1", "2026-03-01T00:00:00Z", "gold", 1.5);
        label("l1", "c1", "2026-03-05T00:00:00Z", true);
        label("l2", "c1", "2026-03-06T00:00:00Z", false);
        label("l3", "nobody", "2026-03-07T00:00:00Z", false);
        var request = new TrainingSetRequest("cut", spine("2026-03-01", "2026-04-01"), FEATURES);
        TrainingSet first = client.trainingSet(request);
        assertThat(first.reason()).isNull();
        assertThat(first.rows()).isEqualTo(3);
        assertThat(first.versions()).isEqualTo(Map.of("account_plan", 1));
        assertThat(first.columns().get(0).nullShare()).isEqualTo(1 / 3.0);
        assertThat(first.columns().get(1).feature()).isEqualTo("account_plan@1:price");
        assertThat(first.progress().stage()).isEqualTo("DONE");

        write("c1", "2026-03-02T00:00:00Z", "changed by a late row", 9);
        label("l4", "c1", "2026-03-04T00:00:00Z", true);
        TrainingSet again = client.trainingSet(new TrainingSetRequest(
                "cut", spine("2026-03-01", "2026-04-01"), FEATURES, null, null, first.dataCut(), null));
        assertThat(again.sha256()).isEqualTo(first.sha256());
        assertThat(client.trainingSet(request).sha256()).as("a later cut").isNotEqualTo(first.sha256());
        for (Format format : List.of(Format.PARQUET, Format.ARROW)) {
            TrainingSet other = client.trainingSet(new TrainingSetRequest(
                    "cut", spine("2026-03-01", "2026-04-01"), FEATURES, null, format, first.dataCut(), null));
            assertThat(other.reason()).isNull();
            assertThat(other.sha256()).as(format.name()).isEqualTo(first.sha256());
            Path file = folder.resolve("set." + format);
            Files.write(file, client.content(other));
            assertThat(format == Format.PARQUET ? parquet(file) : arrow(file))
                    .containsExactly(
                            "l1|1.0|r, \"1\"|gold|1.5", "l2|0.0|r, \"1\"|gold|1.5", "l3|0.0|r, \"1\"|null|null");
        }
    }

    private static List<String> parquet(Path file) throws SQLException {
        try (var duck = DuckDb.open(file.getParent());
                Statement statement = duck.connection().createStatement();
                ResultSet rs = statement.executeQuery("""
                        select id || '|' || label || '|' || region || '|' || coalesce("account_plan:plan", 'null') || '|'
                            || coalesce("account_plan:price"::varchar, 'null'), typeof("account_plan:seats"), typeof("at")
                        from read_parquet(%s) order by "at"
                        """.formatted(DuckDb.literal(file.toString())))) {
            var rows = new ArrayList<String>();
            while (rs.next()) {
                rows.add(rs.getString(1));
                assertThat(rs.getString(2)).isEqualTo("BIGINT[]");
                assertThat(rs.getString(3)).isEqualTo("TIMESTAMP WITH TIME ZONE");
            }
            return rows;
        }
    }

    private static List<String> arrow(Path file) throws IOException {
        try (var allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                var reader = new ArrowFileReader(channel, allocator)) {
            var rows = new ArrayList<String>();
            while (reader.loadNextBatch()) {
                var root = reader.getVectorSchemaRoot();
                for (int row = 0; row < root.getRowCount(); row++) {
                    var line = new ArrayList<String>();
                    for (String column : List.of("id", "label", "region", "account_plan:plan", "account_plan:price")) {
                        line.add(String.valueOf(root.getVector(column).getObject(row)));
                    }
                    rows.add(String.join("|", line));
                }
            }
            return rows;
        }
    }

    @Test
    void whatArrivedAfterARowsOwnTimeIsLeftOutWhenThatIsAskedFor() {
        ok(client.put("/sources/click", "{\"name\": \"click\", \"fields\": []}"));
        client.view("""
                {"name": "clicks", "entity": "account", "source": "click", "features": [
                 {"name": "n", "transformation": {"type": "window", "aggregate": "count", "window": "30d"}}]}""");
        write("k1", "2026-04-01T00:00:00Z", "x", 1);
        ok(
                client.post(
                        "/events",
                        "{\"id\": \"k\", \"type\": \"click\", \"time\": \"2026-04-01T00:00:00Z\", \"data\": {\"account\": \"k1\"}}"));
        Instant arrived = Instant.now();
        var rows = List.of(
                new TrainingSetRequest.Row(
                        "before", Instant.parse("2026-04-02T00:00:00Z"), Map.of("account", "k1"), null),
                new TrainingSetRequest.Row("after", arrived.plusSeconds(60), Map.of("account", "k1"), null));
        var given = new Spine(null, null, null, null, null, null, null, null, null, rows);
        List<String> features = List.of("account_plan:plan", "clicks:n");
        List<String[]> plain = client.csv(client.trainingSet(new TrainingSetRequest("plain", given, features)));
        assertThat(plain.get(1)).containsExactly("before", "2026-04-02T00:00:00Z", null, "x", "1");
        List<String[]> strict = client.csv(
                client.trainingSet(new TrainingSetRequest("strict", given, features, null, null, null, true)));
        assertThat(strict.get(1)).containsExactly("before", "2026-04-02T00:00:00Z", null, null, "0");
    }

    @Test
    void everyMistakeOfARequestIsNamed() {
        assertThat(client.post("/training-sets", "{\"features\": [\"account_plan:plan\"]}")
                        .getBody())
                .contains("spine");
        assertThat(client.post("/training-sets", "{\"spine\": {}, \"features\": [\"account_plan:plan\"]}")
                        .getBody())
                .contains("one of source, upload and rows");
        assertThat(client.post(
                                "/training-sets",
                                "{\"spine\": {\"source\": \"none\"}, \"features\": [\"account_plan:plan\"]}")
                        .getBody())
                .contains("spine.source", "none");
        assertThat(client.post(
                                "/training-sets",
                                "{\"spine\": {\"source\": \"churned\"}, \"features\": [\"a:b\", \"c:d\"]}")
                        .getBody())
                .contains("features[0]", "features[1]");
        assertThat(client.post("/training-sets", """
                        {"spine": {"source": "churned"}, "features": ["account_plan:plan"], "dataCut": "2999-01-01T00:00:00Z"}""").getBody()).contains("dataCut");
        assertThat(client.get("/training-sets/none").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void aSetIsCancelledResumedListedAndDeleted() {
        label("d1", "c1", "2026-05-05T00:00:00Z", true);
        TrainingSet set =
                client.trainingSet(new TrainingSetRequest("deleted", spine("2026-05-01", "2026-06-01"), FEATURES));
        assertThat(client.post("/training-sets/%s/cancel".formatted(set.id()), "")
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(client.post("/training-sets/%s/resume".formatted(set.id()), "")
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
        assertThat(client.get("/training-sets").getBody()).contains(set.id());
        assertThat(client.delete("/views/account_plan").getBody()).contains("training set " + set.id());
        ok(client.delete("/training-sets/" + set.id()));
        assertThat(client.get("/training-sets/" + set.id()).getStatusCode().value())
                .isEqualTo(404);
    }
}
