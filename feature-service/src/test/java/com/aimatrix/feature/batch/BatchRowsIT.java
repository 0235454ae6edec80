package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.feature.FeatureClient;
import com.aimatrix.feature.encoder.EncoderUpload;
import com.aimatrix.feature.encoder.OnnxFile;
import com.aimatrix.test.PlatformTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class BatchRowsIT {

    private static final String TYPES = """
            {"name": "%s", "entity": "part", "features": [
             {"name": "a_bool", "type": "BOOL"}, {"name": "a_int32", "type": "INT32"}, {"name": "a_int64", "type": "INT64"},
             {"name": "a_float", "type": "FLOAT"}, {"name": "a_double", "type": "DOUBLE"}, {"name": "a_string", "type": "STRING"},
             {"name": "a_bytes", "type": "BYTES"}, {"name": "a_time", "type": "UNIX_TIMESTAMP"},
             {"name": "bools", "type": "BOOL_LIST"}, {"name": "int32s", "type": "INT32_LIST"},
             {"name": "int64s", "type": "INT64_LIST"}, {"name": "floats", "type": "FLOAT_LIST"},
             {"name": "doubles", "type": "DOUBLE_LIST"}, {"name": "strings", "type": "STRING_LIST"},
             {"name": "byteses", "type": "BYTES_LIST"}, {"name": "times", "type": "UNIX_TIMESTAMP_LIST"},
             {"name": "a_map", "type": "MAP"},
             {"name": "a_vector", "type": "VECTOR", "vector": {"dimension": 3, "metric": "L2"}}]}""";

    private static final String VALUES = """
            [true,-7,9007199254740993,0.5,0.1,"ä \\"q\\", x","YWI=",1301659200,[true,false],[1,2],[9007199254740993],[0.5],[0.1,2.0],\
            ["a","b, c"],["YWI="],[1301659200],{"k":1.5},[0.5,1.0,-2.0]]""";

    private final FeatureClient client;
    private final BatchClient batches;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    @Autowired
    BatchRowsIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void register() {
        client.put(
                "/entities/part", "{\"name\": \"part\", \"joinKeys\": [{\"name\": \"part_id\", \"type\": \"INT64\"}]}");
    }

    private void view(String definition) {
        client.view(definition);
    }

    private static String into(String upload, String view) {
        return """
                {"name": "rows", "from": {"upload": "%s"}, "into": {"view": "%s", "time": "at"}}""".formatted(upload, view);
    }

    private String latest(String view, String entity) {
        return jdbc.sql("""
                        select l.values::text from feature.latest l join feature.view v on v.id = l.view_id
                        where v.name = ? and v.current and l.entity = ?
                        """).params(view, entity).query(String.class).optional().orElse(null);
    }

    @Test
    void valuesOfEveryTypeComeFromParquetAndFromCsv() {
        view(TYPES.formatted("of_parquet"));
        batches.done(into(batches.parquet(BatchClient.parquetOf("""
                        select 7 as part_id, timestamp '2011-04-01' as at, true as a_bool, -7 as a_int32,
                            9007199254740993 as a_int64, 0.5::float as a_float, 0.1::double as a_double,
                            'ä "q", x' as a_string, 'ab'::blob as a_bytes, timestamptz '2011-04-01 12:00:00+00' as a_time,
                            [true, false] as bools, [1, 2] as int32s, [9007199254740993] as int64s, [0.5::float] as floats,
                            [0.1::double, 2] as doubles, ['a', 'b, c'] as strings, ['ab'::blob] as byteses,
                            [timestamp '2011-04-01 12:00:00'] as times, {'k': 1.5} as a_map, [0.5, 1, -2]::float[] as a_vector
                        """)), "of_parquet"));
        assertThat(latest("of_parquet", "7")).isEqualTo(VALUES);
        view(TYPES.formatted("of_csv"));
        batches.done(into(batches.csv("""
                        part_id,at,a_bool,a_int32,a_int64,a_float,a_double,a_string,a_bytes,a_time,bools,int32s,int64s,floats,doubles,strings,byteses,times,a_map,a_vector
                        7,2011-04-01,True,-7,9007199254740993,.5,0.1,"ä ""q"", x",YWI=,2011-04-01 12:00:00,"[true,false]","[1,2]",[9007199254740993],[0.5],"[0.1,2]","[""a"",""b, c""]","[""YWI=""]","[""2011-04-01T12:00:00Z""]","{""k"":1.5}","[0.5,1,-2]"
                        8,2011-04-01,,,,,,,,,,,,,,,,,,
                        """), "of_csv"));
        assertThat(latest("of_csv", "7")).isEqualTo(VALUES);
        assertThat(json.readTree(latest("of_csv", "8"))).hasSize(18).allMatch(JsonNode::isNull);
    }

    @Test
    void columnsGoByTheirMappingAndTheNewestRowOfAnEntityIsServed() {
        view("""
                {"name": "price", "entity": "part", "features": [{"name": "price", "type": "DOUBLE"}, {"name": "kind", "type": "STRING"}]}""");
        String upload = batches.csv("""
                id,valid from,eur,kind,by
                1,2011-04-02,2,new,x
                1,2011-04-01,1,old,x
                2,2011-04-01,4,,x
                2,2011-04-01,5,,x
                """);
        JsonNode batch = batches.done("""
                {"name": "prices", "from": {"upload": "%s"}, "into": {"view": "price", "time": "valid from"},
                 "columns": {"id": "part_id", "eur": "price", "by": null}}""".formatted(upload));
        assertThat(batch.get("rowsRead").asInt()).isEqualTo(4);
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(4);
        assertThat(batch.get("rowsTotal").asInt()).isEqualTo(4);
        assertThat(read("price:price", null, 1)).isEqualTo(2.0);
        assertThat(read("price:kind", "2011-04-01T12:00:00Z", 1)).isEqualTo("old");
        assertThat(read("price:kind", null, 2)).isNull();
        assertThat(read("price:price", null, 2)).as("of one time the last row").isEqualTo(5.0);
    }

    private Object read(String feature, String at, int part) {
        var row = new OnlineRequest.Row(at == null ? null : Instant.parse(at), Map.of("part_id", String.valueOf(part)));
        OnlineResponse answer = client.online(new OnlineRequest(List.of(feature), List.of(row)));
        return answer.rows().get(0).values().get(0);
    }

    @Test
    void whereTextsAreEncodedFewRowsGoAtOnce() {
        var encoder = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(new float[][] {{1, 2}, {3, 4}, {5, 6}}))
                .with("vocab.txt", "[UNK]\n[CLS]\n[SEP]\n");
        assertThat(client.put("/encoders/tiny", encoder.zipped())
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        view("""
                {"name": "manual", "entity": "part", "features": [{"name": "text", "type": "STRING"},
                 {"name": "vec", "type": "VECTOR", "vector": {"dimension": 2, "metric": "L2"}, "dependencies": "text",
                  "transformation": {"type": "embedding", "method": "ENCODER", "encoder": "tiny"}}]}""");
        var table = new StringBuilder("part_id,at,text\n");
        for (int i = 0; i < 450; i++) {
            table.append("%d,2011-04-01,a text\n".formatted(i));
        }
        JsonNode batch = batches.done(into(batches.csv(table.toString()), "manual"));
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(450);
        assertThat(jdbc.sql("""
                        select max(rows) from (select count(*) as rows from feature.history
                            where view_id = (select id from feature.view where name = 'manual') group by tx)
                        """).query(Integer.class).single())
                .as("rows of one transaction")
                .isLessThanOrEqualTo(200);
    }

    @Test
    void rowsForOfflineAreKeptAndNotServed() {
        view("""
                {"name": "parts_left", "entity": "part", "features": [{"name": "pieces", "type": "INT64"}]}""");
        String upload = batches.csv("part_id,at,pieces\n1,2011-04-01,3\n");
        batches.done("""
                {"name": "parts_left", "from": {"upload": "%s"}, "into": {"view": "parts_left", "time": "at", "to": "OFFLINE"}}""".formatted(upload));
        assertThat(latest("parts_left", "1")).isNull();
        assertThat(read("parts_left:pieces", "2011-04-02T00:00:00Z", 1)).isEqualTo(3);
    }

    @Test
    void anOlderVersionTakesPartAsLongAsTheRowsBringItsFeatures() {
        String view = """
                {"name": "size", "entity": "part", "features": [{"name": "width", "type": "%s"}, {"name": "height", "type": "DOUBLE"}]}""";
        view(view.formatted("DOUBLE"));
        view(view.formatted("FLOAT"));
        String upload = batches.csv("part_id,at,width,height\n1,2011-04-01,0.1,2\n");
        assertThat(batches.done(into(upload, "size")).get("rowsAccepted").asInt())
                .isEqualTo(1);
        assertThat(read("size@1:width", null, 1)).isEqualTo(0.1);
        assertThat(read("size@2:width", null, 1)).isEqualTo((double) 0.1f);
    }

    @Test
    void whatBreaksARuleIsRefusedOrWaitsAndCanBeReplayed() {
        view("""
                {"name": "weight", "entity": "part", "features": [
                 {"name": "kg", "type": "DOUBLE", "validationRules": [{"check": "range", "min": 0, "max": 100, "policy": "quarantine"}]},
                 {"name": "kind", "type": "STRING", "validationRules": [{"check": "not_null"}]},
                 {"name": "reading", "type": "INT64", "validationRules": [{"check": "monotone"}]}]}""");
        String upload = batches.csv("""
                part_id,at,kg,kind,reading
                1,2011-04-01,5,a,10
                2,2011-04-01,500,a,10
                x,2011-04-01,5,a,10
                3,2011-04-01,heavy,a,10
                4,2011-04-01,5,,10
                1,2011-04-03,5,a,9
                1,2011-04-02,5,a,11
                ,2011-04-02,5,a,11
                5,1700-01-01,5,a,11
                """);
        JsonNode batch = batches.done(into(upload, "weight"));
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(2);
        assertThat(batch.get("quarantined").asInt()).isEqualTo(1);
        assertThat(batch.get("refused").asInt()).isEqualTo(6);
        assertThat(batch.get("reasons"))
                .extracting(each ->
                        each.get("row").asInt() + " " + each.get("reason").stringValue())
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("3 entity: expected INT64, got 'x'"),
                        reason -> assertThat(reason)
                                .startsWith("4 kg: expected a finite number")
                                .endsWith("\"heavy\""),
                        reason -> assertThat(reason).isEqualTo("5 kind: expected a value, got null"),
                        reason -> assertThat(reason).startsWith("6 reading: expected a value that does not go back"),
                        reason -> assertThat(reason).startsWith("8 entity: expected the join keys"),
                        reason -> assertThat(reason).startsWith("9 expected a time from"));
        JsonNode held =
                json.readTree(client.get("/quarantine?view=weight").getBody()).get(0);
        assertThat(held.get("payload").toString()).contains("\"part_id\":\"2\"", "\"kg\":500");
        var replayed = client.post("/quarantine/" + held.get("id") + "/replay", """
                {"payload": {"entity": {"part_id": "2"}, "eventTime": "2011-04-01T00:00:00Z", "values": {"kg": 50, "kind": "a"}}}""");
        assertThat(replayed.getStatusCode().value()).as(replayed.getBody()).isEqualTo(200);
        assertThat(read("weight:kg", null, 2)).isEqualTo(50.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "into.view|{'from': {'upload': 'U'}, 'into': {'view': 'nothing', 'time': 'at'}}",
                "into.time|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'when'}}",
                "into.time|{'from': {'upload': 'U'}, 'into': {'view': 'mass'}}",
                "into.id|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at', 'id': 'part_id'}}",
                "into.events|{'from': {'upload': 'U'}, 'into': {'events': 'nothing', 'time': 'at'}}",
                "into.id|{'from': {'upload': 'U'}, 'into': {'events': 'weighed', 'time': 'at', 'id': 'no'}}",
                "into.to|{'from': {'upload': 'U'}, 'into': {'events': 'weighed', 'time': 'at', 'to': 'OFFLINE'}}",
                "into.to|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at', 'to': 'NOWHERE'}}",
                "into|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'events': 'weighed', 'time': 'at'}}",
                "into|{'from': {'upload': 'U'}}",
                "from.upload|{'from': {'upload': 'nothing'}, 'into': {'view': 'mass', 'time': 'at'}}",
                "from.database|{'from': {'database': 'nothing', 'query': 'select 1'}, 'into': {'view': 'mass', 'time': 'at'}}",
                "from|{'from': {'upload': 'U', 'query': 'select 1'}, 'into': {'view': 'mass', 'time': 'at'}}",
                "from|{'from': {}, 'into': {'view': 'mass', 'time': 'at'}}",
                "from|{'into': {'view': 'mass', 'time': 'at'}}",
                "columns.kilo|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at'}, 'columns': {'kilo': 'kg'}}",
                "columns.g|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at'}}",
                "columns.kg|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at'}, 'columns': {'g': 'kg'}}",
                "columns|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at'}, 'columns': {'g': null, 'part_id': null}}",
                "columns.kg|{'from': {'upload': 'U'}, 'into': {'events': 'weighed', 'time': 'at'}, 'columns': {'kg': 'g.x'}}",
                "columns.kg|{'from': {'upload': 'U'}, 'into': {'events': 'weighed', 'time': 'at'}, 'columns': {'kg': 'g[0]'}}",
                "columns.kg|{'from': {'upload': 'U'}, 'into': {'events': 'weighed', 'time': 'at'}, 'columns': {'kg': ''}}",
                "colums|{'from': {'upload': 'U'}, 'into': {'view': 'mass', 'time': 'at'}, 'colums': {}}"
            })
    void aRequestThatMeansNothingIsRefusedWithItsField(String fieldAndRequest) {
        view("""
                {"name": "mass", "entity": "part", "features": [{"name": "kg", "type": "DOUBLE"}]}""");
        client.put(
                "/sources/weighed", "{\"name\": \"weighed\", \"fields\": [{\"path\": \"kg\", \"type\": \"NUMBER\"}]}");
        String upload = batches.csv("part_id,at,kg,g\n1,2011-04-01,3,3000\n");
        String[] parts = fieldAndRequest.split("\\|");
        var answer = client.post(
                "/batches",
                parts[1].replace('\'', '"')
                        .replace("\"U\"", "\"" + upload + "\"")
                        .replaceFirst("\\{", "{\"name\": \"wrong\", "));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"" + parts[0] + "\"");
    }

    @Test
    void aViewThatIsComputedTakesNoRows() {
        client.put(
                "/sources/weighed", "{\"name\": \"weighed\", \"fields\": [{\"path\": \"kg\", \"type\": \"NUMBER\"}]}");
        view("""
                {"name": "computed", "entity": "part", "source": "weighed", "features": [
                 {"name": "n", "transformation": {"type": "window", "aggregate": "COUNT", "window": "24h"}}]}""");
        var answer = client.post("/batches", into(batches.csv("part_id,at,n\n1,2011-04-01,3\n"), "computed"));
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody()).contains("view-not-stored");
        assertThat(client.get("/batches/none").getStatusCode().value()).isEqualTo(404);
    }
}
